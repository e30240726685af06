import { Link } from 'react-router';
import { useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { AnswerForm } from './answer-form';
import { BookDoor } from './book-door';
import { HitRow } from './hits-view';
import { Marked } from './marked';
import css from './overview.module.css';
import { useText } from './text';
import { useProposal } from './use-overview';

/** One proposal: the sentence, where it rang like this before, and the answer. */
export const ProposalDrawer = ({ id }: { id: string }) => {
  const t = useText();
  const { zone } = useShop();
  const one = useProposal(id);
  if (one.isPending) return <Loading rows={6} />;
  if (one.isError) return <LoadFailed error={one.error} onRetry={() => void one.refetch()} />;
  const { dispute, alike, same, similar, suggested, path, mayAnswer } = one.data;
  return (
    <div className={css['drawer']}>
      <p className={css['meta']}>
        <span className={css['state']} data-state={dispute.state}>
          {t(`dispute-${dispute.state}`)}
        </span>
        <span className={css['level']} data-level={dispute.level}>
          {t(dispute.level)}
        </span>
        <b>{dispute.name}</b>
        <span>{dispute.personName}</span>
        <time dateTime={dispute.at}>{`${dayKey(dispute.at, zone)} ${clockTime(dispute.at, zone)}`}</time>
      </p>
      <blockquote className={css['quote']}>
        {dispute.text === null ? (
          <i>{t('noWords')}</i>
        ) : (
          <Marked text={dispute.text} start={dispute.start} length={dispute.length} />
        )}
      </blockquote>
      {dispute.note !== null && <p>{t('noteOf', { note: dispute.note })}</p>}
      <p className={css['acts']}>
        <Link
          to={
            dispute.seq === null
              ? `/reception/${dispute.conversation}`
              : `/reception/${dispute.conversation}?at=${dispute.seq}`
          }
        >
          {t('open')}
        </Link>
        {mayAnswer && <BookDoor path={path} />}
      </p>
      {dispute.state !== 'open' && (
        <div className={css['answer']}>
          {dispute.answeredBy !== null && <b>{t('answeredBy', { name: dispute.answeredBy })}</b>}
          {dispute.answer !== null && <p>{dispute.answer}</p>}
          {dispute.change !== null && (
            <p>
              {t('exceptionOf', {
                words: [...dispute.change.except, ...dispute.change.unless, ...dispute.change.terms].join(t('comma')),
              })}
            </p>
          )}
          {mayAnswer && dispute.draft !== null && <Link to={`/rules/books/${dispute.draft}`}>{t('toDraft')}</Link>}
        </div>
      )}
      {dispute.state === 'open' && mayAnswer && dispute.text !== null && (
        <AnswerForm id={id} suggested={suggested ?? ''} />
      )}
      {mayAnswer && (
        <section>
          <h3 className={css['small']}>{t('alikeTitle')}</h3>
          <p className={css['quiet']}>{alike.length === 0 ? t('alikeNone') : t('alikeText', { same, similar })}</p>
          <ul className={css['hits']}>
            {alike.map((line) => (
              <HitRow key={line.id} line={line} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};
