import { Spin } from 'antd';
import { useBookTitle } from '@/rooms/rules';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { plusDays } from './period';
import css from './reports.module.css';
import { useText } from './text';
import type { Figures } from './wire';

/** By which edition of which book the figures were counted, when, and against what they are compared. */
export const SmallPrint = ({ figures }: { figures: Figures }) => {
  const t = useText();
  const { zone } = useShop();
  const titleOf = useBookTitle();
  const { counting } = figures;
  const books = [
    ...new Set(
      counting.books.map(({ book, version }) =>
        version > 0
          ? t('bookVersion', { book: titleOf(book, version), version })
          : t('bookPreset', { book: titleOf(book, version) }),
      ),
    ),
  ];
  return (
    <p className={css['small']}>
      {counting.waiting > 0 && (
        <span className={css['waiting']} role="status">
          <Spin size="small" /> {t('counting', { n: counting.waiting })}
        </span>
      )}
      {books.length > 0 && <span>{t('countedBy', { books: books.join(' + ') })}</span>}
      <span>{t('sinceBefore', { from: figures.beforeFrom, to: plusDays(figures.beforeTo, -1) })}</span>
      {counting.countedAt !== null && <span>{t('countedAt', { time: fullMoment(counting.countedAt, zone) })}</span>}
    </p>
  );
};
