import { useZone } from '@/shared/time/use-zone';
import { fullMoment } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './rules.module.css';
import { useText } from './text';
import { useAcknowledgements } from './use-books';

/** Who was shown the book, and who was not yet. */
export const ShownTo = ({ book }: { book: string }) => {
  const t = useText();
  const zone = useZone();
  const shown = useAcknowledgements(book, true);
  if (shown.isPending) return <Loading rows={3} />;
  if (shown.isError) return <LoadFailed error={shown.error} onRetry={() => void shown.refetch()} />;
  return (
    <>
      <p className={css['quiet']}>{t('shownText')}</p>
      <h3 className={css['group']}>{t('shownN', { n: shown.data.shown.length })}</h3>
      <ul className={css['list']}>
        {shown.data.shown.map((line) => (
          <li key={line.person.id}>
            {line.person.name} <span className={css['quiet']}>{fullMoment(line.at, zone)}</span>
          </li>
        ))}
      </ul>
      <h3 className={css['group']}>{t('missingN', { n: shown.data.missing.length })}</h3>
      <ul className={css['list']}>
        {shown.data.missing.map((person) => (
          <li key={person.id}>{person.name}</li>
        ))}
      </ul>
    </>
  );
};
