import css from './guard.module.css';
import { piecesOf } from './marks';
import type { Hit } from './wire';

/** Lies under the text of the box, letter for letter, and draws only the lines. */
export const MarksLayer = ({ text, hits, top }: { text: string; hits: readonly Hit[]; top: number }) => (
  <div className={css['layer']} aria-hidden>
    <div style={{ transform: `translateY(${-top}px)` }}>
      {piecesOf(text, hits).map((piece, i) =>
        piece.level === null ? (
          <span key={i}>{piece.text}</span>
        ) : (
          <mark key={i} data-level={piece.level}>
            {piece.text}
          </mark>
        ),
      )}
      {'\u200b'}
    </div>
  </div>
);
