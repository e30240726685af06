import { Link } from 'react-router';
import css from './incidents.module.css';
import { useText } from './text';
import type { RowEvidence } from './wire';

/** What a proposal from orders or the ledger rests on, and what a note lacks. */
export const RowsView = ({ evidence }: { evidence: RowEvidence }) => {
  const t = useText();
  const isJudged = evidence.decidedBy !== null;
  const kind = (evidence.facts[0] ?? '').split(':')[0];
  return (
    <section className={css['evidence']}>
      {evidence.missing.length > 0 && (
        <p>
          {t('noteLacks', {
            parts: evidence.missing.map((part) => t(`part-${part}` as 'part-size')).join(t('listComma')),
          })}
        </p>
      )}
      {isJudged && (
        <p>
          {t(kind === 'complaints' ? 'judgedComplaint' : 'judgedReview')}{' '}
          <Link to={`/ledger?tab=${kind === 'complaints' ? 'complaints' : 'reviews'}`}>{t('openLedger')}</Link>
        </p>
      )}
    </section>
  );
};
