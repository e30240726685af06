import css from './phrases.module.css';
import type { Open } from './fill';
import { usePhraseText } from './text';

/** The places that nobody filled yet; a click selects one in the text. */
export const OpenLine = ({ open, onChoose }: { open: readonly Open[]; onChoose: (place: Open) => void }) => {
  const t = usePhraseText();
  return (
    <span className={css['open']} role="alert">
      {t('open')}
      {open.map((place) => (
        <button key={place.from} type="button" onClick={() => onChoose(place)}>
          {place.name}
        </button>
      ))}
      {t('openWhy')}
    </span>
  );
};
