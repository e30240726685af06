import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useStore, type Store } from '@/shared/store/store';
import css from './divider.module.css';

type DividerProps = { width: Store<number>; least: number; most: number; side: 'left' | 'right'; label: string };

/** The line between two columns: dragged, or moved with the arrow keys. `side` is where the column lies that it sizes. */
export const Divider = ({ width, least, most, side, label }: DividerProps) => {
  const value = useStore(width);
  const from = useRef<{ x: number; width: number } | null>(null);
  const set = (next: number) => width.set(Math.round(Math.min(most, Math.max(least, next))));
  const sign = side === 'left' ? 1 : -1;
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: value };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current !== null) set(from.current.width + sign * (event.clientX - from.current.x));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    set(value + sign * direction * 16);
  };
  return (
    <div
      className={css['divider']}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
      onKeyDown={onKeyDown}
    />
  );
};
