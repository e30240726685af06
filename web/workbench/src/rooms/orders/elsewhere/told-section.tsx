import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { money } from '../order-columns';
import css from '../orders.module.css';
import type { OrderDetail } from '../wire';
import { useElsewhereText } from './text';
import type { Told } from './wire';

/** Whom the tools of the shop give this order, beside what holds here. */
export const ToldSection = ({ detail }: { detail: OrderDetail }) => {
  const t = useElsewhereText();
  if (detail.elsewhere.length === 0) return null;
  const ours = detail.decisions[0]?.credits.map((part) => part.name) ?? [];
  return (
    <Section title={t('told')}>
      <ul className={css['losers']}>
        {detail.elsewhere.map((told) => (
          <li key={`${told.source} ${told.line}`}>
            <One told={told} ours={ours} />
          </li>
        ))}
      </ul>
    </Section>
  );
};

const One = ({ told, ours }: { told: Told; ours: readonly (string | null)[] }) => {
  const t = useElsewhereText();
  const zone = useZone();
  const facts = [
    told.amount === null ? null : money(told.amount),
    told.countedAt === null ? null : fullMoment(told.countedAt, zone),
    told.line === '' ? null : t('toldLine', { line: told.line }),
    told.fileName === null ? null : t('toldFile', { file: told.fileName }),
    ...Object.entries(told.kept).map(([header, text]) => `${header} ${text}`),
  ].filter((fact) => fact !== null);
  const isSame = told.name !== null && ours.includes(told.name);
  return (
    <>
      {told.name === null
        ? t('toldAccount', { source: told.source, account: told.account ?? '' })
        : t('toldOf', { source: told.source, name: told.name })}{' '}
      {ours.length > 0 && told.name !== null && (
        <span className={css['verdict']} data-verdict={isSame ? 'same' : 'differs'}>
          {t(isSame ? 'same' : 'differs')}
        </span>
      )}
      <div className={css['quiet']}>{facts.join(' · ')}</div>
    </>
  );
};
