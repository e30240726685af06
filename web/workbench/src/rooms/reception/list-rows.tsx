import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Arranged, Filter } from './arrange';
import css from './conversation-list.module.css';
import { ListRow } from './list-row';
import { useText } from './text';

const rowHeight = 64;
const headingHeight = 28;
const beyond = 6;

type Line = { kind: 'heading'; key: string; label: string } | { kind: 'row'; key: string };

type RowsProps = { arranged: Arranged; selected: string | null; onOpen: (c: string) => void; filter: Filter };

/** Only the rows in sight are drawn, so that 500 conversations cost as much as 15. */
export const ListRows = ({ arranged, selected, onOpen, filter }: RowsProps) => {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 800 });

  const lines: Line[] = [];
  if (arranged.waiting.length > 0) {
    const label = `${t(filter === 'mine' ? 'waitingForMe' : 'waitingForAny')} ${arranged.waiting.length}`;
    lines.push({ kind: 'heading', key: 'waiting', label });
    for (const key of arranged.waiting) lines.push({ kind: 'row', key });
    if (arranged.rest.length > 0) lines.push({ kind: 'heading', key: 'rest', label: t('others') });
  }
  for (const key of arranged.rest) lines.push({ kind: 'row', key });
  let height = 0;
  const placed = lines.map((line) => {
    const top = height;
    height += line.kind === 'row' ? rowHeight : headingHeight;
    return { line, top };
  });
  const from = sight.top - beyond * rowHeight;
  const to = sight.top + sight.height + beyond * rowHeight;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const selectedTop = placed.find(({ line }) => line.key === selected)?.top;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || selectedTop === undefined) return;
    if (selectedTop < element.scrollTop) element.scrollTop = Math.max(0, selectedTop - headingHeight);
    else if (selectedTop + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = selectedTop + rowHeight - element.clientHeight;
    }
    // Only a new selection is brought into sight; a list that changes around it stays where it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.altKey) return;
    const rows = placed.filter(({ line }) => line.kind === 'row');
    const at = rows.findIndex(
      ({ line }) => line.key === (document.activeElement as HTMLElement | null)?.dataset['row'],
    );
    const next = rows[at + by];
    if (next === undefined || box.current === null) return;
    event.preventDefault();
    box.current.querySelector<HTMLElement>(`[data-row="${next.line.key}"]`)?.focus();
  };
  return (
    <div
      ref={box}
      className={css['rows']}
      role="list"
      onKeyDown={onKeyDown}
      onScroll={(event) => setSight({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
    >
      <div style={{ position: 'relative', height }}>
        {placed
          .filter(({ top }) => top >= from && top <= to)
          .map(({ line, top }) =>
            line.kind === 'heading' ? (
              <div key={line.key} className={css['heading']} style={{ top, height: headingHeight }}>
                {line.label}
              </div>
            ) : (
              <ListRow key={line.key} c={line.key} top={top} isSelected={line.key === selected} onOpen={onOpen} />
            ),
          )}
      </div>
    </div>
  );
};
