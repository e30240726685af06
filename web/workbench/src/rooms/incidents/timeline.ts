import type { Evidence } from './wire';

/** A piece of a bar, in per cent of its length. */
export type Piece = { left: number; width: number; state: string; from: string; to: string };

/** Spans of a shift as pieces of a bar from its start to its end; what reaches beyond is cut off. */
export const piecesOf = (
  shift: Pick<Evidence, 'from' | 'to'>,
  spans: readonly { from: string; to: string | null; state: string }[],
): Piece[] => {
  const start = Date.parse(shift.from);
  const end = Date.parse(shift.to);
  return spans.flatMap((span) => {
    const from = Math.max(start, Date.parse(span.from));
    const to = Math.min(end, span.to === null ? end : Date.parse(span.to));
    if (to <= from) return [];
    return [
      {
        left: ((from - start) / (end - start)) * 100,
        width: ((to - from) / (end - start)) * 100,
        state: span.state,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      },
    ];
  });
};
