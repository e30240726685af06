import css from './reports.module.css';
import { useText } from './text';

/** The board as it will stand, while its days are counted: nothing moves when the figures come. */
export const BoardSkeleton = ({ waiting, days }: { waiting?: number | undefined; days?: number | undefined }) => {
  const t = useText();
  const isCounting = waiting !== undefined && days !== undefined && waiting > 0;
  return (
    <div aria-busy="true" aria-label={t('loadingBoard')}>
      {isCounting && (
        <p className={css['progress']} role="status">
          <span>{t('countingFirst', { done: days - waiting, days })}</span>
          <span className={css['bar']}>
            <span className={css['fill']} style={{ width: `${((days - waiting) / Math.max(1, days)) * 100}%` }} />
          </span>
        </p>
      )}
      <ul className={css['tiles']} aria-hidden="true">
        {Array.from({ length: 8 }, (_, index) => (
          <li key={index} className={css['tile']}>
            <span className={css['ghost']} style={{ width: '40%' }} />
            <span className={css['ghostBig']} />
          </li>
        ))}
      </ul>
      <div className={css['columns']} aria-hidden="true">
        {Array.from({ length: 4 }, (_, index) => (
          <div key={index} className={css['ghostCard']} />
        ))}
      </div>
    </div>
  );
};
