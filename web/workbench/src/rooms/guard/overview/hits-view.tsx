import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { Marked } from './marked';
import css from './overview.module.css';
import { SaidFine } from './said-fine';
import { useText } from './text';
import { exportAddress, useHits, type Filter, type Span } from './use-overview';
import type { HitLine } from './wire';

type HitsViewProps = { span: Span; filter: Filter; isOwn?: boolean };

/** Hits one by one; each opens its conversation at its message, and can be said to be fine. */
export const HitsView = ({ span, filter, isOwn = false }: HitsViewProps) => {
  const t = useText();
  const shop = useShop();
  const hits = useHits(span, filter);
  const [said, setSaid] = useState<HitLine | null>(null);
  if (hits.isPending) return <Loading rows={6} />;
  if (hits.isError) return <LoadFailed error={hits.error} onRetry={() => void hits.refetch()} />;
  const lines = hits.data.pages.flatMap((page) => page.hits);
  if (lines.length === 0)
    return isOwn ? (
      <State title={t('mineNone')} text={t('mineNoneText')} />
    ) : (
      <State title={t('noneTitle')} text={t('noneText')} />
    );
  return (
    <Section
      {...(isOwn ? { title: t('mine') } : {})}
      actions={
        <Button size="small" href={exportAddress(shop.id, span, filter)}>
          {t('export')}
        </Button>
      }
    >
      <ul className={css['hits']}>
        {lines.map((line) => (
          <HitRow key={line.id} line={line} onFine={() => setSaid(line)} />
        ))}
      </ul>
      {hits.hasNextPage && (
        <Button type="link" loading={hits.isFetchingNextPage} onClick={() => void hits.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {said !== null && (
        <SaidFine slice={said.slice ?? ''} rule={said.name} body={{ hit: said.id }} onDone={() => setSaid(null)} />
      )}
    </Section>
  );
};

export const HitRow = ({ line, onFine }: { line: HitLine; onFine?: () => void }) => {
  const t = useText();
  const { zone } = useShop();
  const mayUse = useMay('guard.hit.read');
  return (
    <li className={css['hit']}>
      <p className={css['meta']}>
        <span className={css['level']} data-level={line.level}>
          {t(line.level)}
        </span>
        <b>{line.name}</b>
        <span>{t(line.effect)}</span>
        {line.personName !== null && <span>{line.personName}</span>}
        {line.team !== null && <span>{line.team}</span>}
        {line.channel !== null && <span>{line.channel}</span>}
        <time dateTime={line.at}>{`${dayKey(line.at, zone)} ${clockTime(line.at, zone)}`}</time>
      </p>
      <p className={css['words']}>
        {line.slice === null ? (
          <i>{t('noWords')}</i>
        ) : line.said === null || line.start === null ? (
          <>
            <mark>{line.slice}</mark>
            {line.said !== null && <span className={css['quiet']}> → {line.said}</span>}
          </>
        ) : (
          <Marked text={line.said} start={line.start} length={line.length} />
        )}
      </p>
      {line.reason !== null && <p className={css['quiet']}>{t('reasonOf', { reason: line.reason })}</p>}
      <p className={css['acts']}>
        <Link
          to={line.seq === null ? `/reception/${line.conversation}` : `/reception/${line.conversation}?at=${line.seq}`}
          aria-label={t('openAria')}
        >
          {t('open')}
        </Link>
        {line.dispute !== null ? (
          <span className={css['state']} data-state={line.dispute}>
            {t('fine')} · {t(`dispute-${line.dispute}`)}
          </span>
        ) : (
          mayUse &&
          onFine !== undefined &&
          line.slice !== null && (
            <button type="button" className={css['link']} onClick={onFine}>
              {t('fine')}
            </button>
          )
        )}
      </p>
    </li>
  );
};
