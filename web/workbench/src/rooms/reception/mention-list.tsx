import { useEffect, useState, type RefObject } from 'react';
import { Avatar } from '@/shared/ui/avatar';
import css from './composer.module.css';
import { useText } from './text';
import type { Colleague } from './wire';

/** The `@…` that the caret stands in, if any. */
export const mentionAt = (text: string, caret: number): { from: number; words: string } | null => {
  const before = text.slice(0, caret);
  const found = /@([^\s@]{0,20})$/.exec(before);
  return found === null ? null : { from: found.index, words: found[1] ?? '' };
};

type MentionProps = {
  people: readonly Colleague[];
  words: string;
  onChoose: (person: Colleague) => void;
  field: RefObject<HTMLTextAreaElement | null>;
};

export const MentionList = ({ people, words, onChoose, field }: MentionProps) => {
  const t = useText();
  const [at, setAt] = useState(0);
  const found = people.filter((person) => person.name.toLowerCase().includes(words.toLowerCase())).slice(0, 8);
  const selected = Math.min(at, found.length - 1);
  useEffect(() => {
    const element = field.current;
    if (element === null || found.length === 0) return;
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const person = found[selected];
      if (by !== undefined) setAt((selected + by + found.length) % found.length);
      else if ((event.key === 'Enter' || event.key === 'Tab') && person !== undefined) onChoose(person);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('keydown', listen);
    return () => element.removeEventListener('keydown', listen);
  }, [field, found, selected, onChoose]);
  if (found.length === 0) return null;
  return (
    <ul className={css['mentions']} role="listbox" aria-label={t('mention')}>
      {found.map((person, index) => (
        <li
          key={person.id}
          role="option"
          aria-selected={index === selected}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(person);
          }}
        >
          <Avatar name={person.name} seed={person.id} size={22} /> {person.name}
        </li>
      ))}
    </ul>
  );
};
