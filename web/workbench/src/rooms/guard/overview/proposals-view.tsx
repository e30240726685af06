import { useEffect, useRef } from 'react';
import { Button, Drawer, Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { Marked } from './marked';
import css from './overview.module.css';
import { ProposalDrawer } from './proposal-drawer';
import { useText } from './text';
import { useAct, useProposals } from './use-overview';
import type { Dispute, Proposal } from './wire';

const states: readonly (Dispute | '')[] = ['open', 'accepted', 'declined', ''];

/** What agents said to be fine: everybody's for whoever keeps the rules, one's own otherwise. */
export const ProposalsView = () => {
  const t = useText();
  const shop = useShop();
  const seesAll = useMay('guard.hit.read-all');
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') ?? (seesAll ? 'open' : '');
  const opened = search.get('open');
  const list = useProposals(state === 'all' ? '' : state, !seesAll);
  const seen = useAct('/disputes/seen');
  const { mutate } = seen;
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const isSeen = useRef(false);
  const hasAnswers = list.data?.pages[0]?.disputes.some((one) => one.isMine && one.state !== 'open') ?? false;
  useEffect(() => {
    if (!hasAnswers || isSeen.current) return;
    isSeen.current = true;
    mutate({ shop: shop.id });
  }, [hasAnswers, mutate, shop.id]);
  const rows = list.data?.pages.flatMap((page) => page.disputes) ?? [];
  return (
    <Section>
      <div className={css['bar']}>
        <Segmented
          aria-label={t('states')}
          value={state === '' ? 'all' : state}
          onChange={(value) => set('state', value)}
          options={states.map((one) => ({
            value: one === '' ? 'all' : one,
            label: one === '' ? t('everything') : t(`dispute-${one}`),
          }))}
        />
      </div>
      {list.isPending && <Loading rows={5} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && (
        <State title={t(state === '' || state === 'all' ? 'propNone' : 'propNothing')} text={t('propNoneText')} />
      )}
      <ul className={css['hits']}>
        {rows.map((row) => (
          <Row key={row.id} row={row} onOpen={() => set('open', row.id)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      <Drawer open={opened !== null} size={760} title={t('fine')} onClose={() => set('open', null)} destroyOnHidden>
        {opened !== null && <ProposalDrawer key={opened} id={opened} />}
      </Drawer>
    </Section>
  );
};

const Row = ({ row, onOpen }: { row: Proposal; onOpen: () => void }) => {
  const t = useText();
  const { zone } = useShop();
  return (
    <li className={css['hit']}>
      <p className={css['meta']}>
        <span className={css['state']} data-state={row.state}>
          {t(`dispute-${row.state}`)}
        </span>
        <b>{row.name}</b>
        <span>{row.personName}</span>
        <time dateTime={row.at}>{`${dayKey(row.at, zone)} ${clockTime(row.at, zone)}`}</time>
      </p>
      <p className={css['words']}>
        {row.text === null ? <i>{t('noWords')}</i> : <Marked text={row.text} start={row.start} length={row.length} />}
      </p>
      {row.note !== null && <p className={css['quiet']}>{t('noteOf', { note: row.note })}</p>}
      {row.answer !== null && <p className={css['quiet']}>{t('answerOf', { answer: row.answer })}</p>}
      <p className={css['acts']}>
        <button type="button" className={css['link']} onClick={onOpen}>
          {t('look')}
        </button>
      </p>
    </li>
  );
};
