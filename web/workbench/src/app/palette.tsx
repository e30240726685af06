import { useState, type KeyboardEvent } from 'react';
import { Modal } from 'antd';
import { useNavigate } from 'react-router';
import { allCommands, commandStore, type Command } from '@/shared/keys/commands';
import { keyName } from '@/shared/keys/keys';
import { useLanguage } from '@/shared/i18n/language';
import { may, useSession, useShop } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import css from './palette.module.css';
import { rooms } from './rooms';
import { openSheet } from './sheets';
import { useText } from './text';

const matches = (command: Command, words: readonly string[]): boolean => {
  const label = `${command.label} ${command.group}`.toLowerCase();
  return words.every((word) => label.includes(word));
};

/** Ctrl K: every page and every act that is possible here, by name. */
export const Palette = () => {
  const t = useText();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const entries = useStore(commandStore);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const finds = useFinds(query.trim());
  const found = [
    ...allCommands(entries).filter((command) => command.keyOnly !== true && matches(command, words)),
    ...finds,
  ];
  const selected = Math.min(at, found.length - 1);

  const close = () => openSheet.set(null);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run((to) => void navigate(to));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      const next = (selected + step + found.length) % found.length;
      setAt(next);
      document.getElementById(`command-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[selected]);
    }
  };
  return (
    <Modal
      open
      onCancel={close}
      footer={null}
      closable={false}
      width={560}
      style={{ top: 72 }}
      styles={{ container: { padding: 0 } }}
      title={null}
      aria-label={t('openCommands')}
    >
      <input
        className={css['input']}
        autoFocus
        value={query}
        placeholder={t('searchAnything')}
        aria-label={t('searchAnything')}
        role="combobox"
        aria-expanded
        aria-controls="commands"
        aria-activedescendant={`command-${selected}`}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="commands" className={css['list']} role="listbox" aria-label={t('openCommands')}>
        {found.map((command, index) => (
          <li
            key={command.id}
            id={`command-${index}`}
            role="option"
            aria-selected={index === selected}
            className={css['item']}
            onMouseMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span className={css['label']}>{command.label}</span>
            <span className={css['group']}>{command.group}</span>
            {command.key !== undefined && <kbd>{keyName(command.key)}</kbd>}
          </li>
        ))}
        {found.length === 0 && <li className={css['none']}>{t('noCommand')}</li>}
      </ul>
    </Modal>
  );
};

/** What was typed, taken to the searches of the rooms. */
const useFinds = (q: string): Command[] => {
  const t = useText();
  const spoken = useLanguage();
  const session = useSession();
  const shop = useShop();
  if (q === '') return [];
  return rooms.flatMap((room) => {
    const { find } = room;
    if (find === undefined || !may(session, shop, find.permission)) return [];
    const label = (spoken === 'en' ? room.messages.en : room.messages.zh)[find.label] ?? find.label;
    return [
      { id: `find ${room.id}`, label: label.replace('{q}', q), group: t('general'), run: (go) => go(find.to(q)) },
    ];
  });
};
