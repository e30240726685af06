import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Modal, Select, Tag } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useMay, useSession, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { zonedInstant } from '@/shared/time/zoned';
import { MomentPicker } from '@/shared/ui/pickers';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { OfferTabs } from './offer-tabs';
import css from './offers.module.css';
import { useText } from './text';
import { useAct } from './use-offers';

type Change = {
  id: string;
  source: string;
  link: string | null;
  from: string;
  what: string;
  means: string;
  owner: string | null;
  due: string;
  doneBy: string | null;
  doneAt: string | null;
  doneText: string | null;
  mayDo: boolean;
};
type ChangeList = {
  changes: Change[];
  next: string | null;
  people: { id: string; name: string }[];
  mayEdit: boolean;
};

/** What platforms changed in their rules, who acts on it until when, and what was done. */
export const RuleChangesPage = () => {
  const t = useText();
  const may = useMay('shop.policy.read');
  const { id: shop } = useShop();
  const [makes, setMakes] = useState(false);
  const list = useInfiniteQuery({
    queryKey: ['offers', 'rule-changes', shop],
    queryFn: ({ pageParam, signal }) =>
      api.get<ChangeList>('/api/shop/rule-changes', { query: { shop, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop !== '' && may,
  });
  if (!may) return <NoRight right={t('rightPolicies')} />;
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((one) => one.changes) ?? [];
  return (
    <Page
      title={t('ruleChanges')}
      actions={
        first?.mayEdit === true && (
          <Button type="primary" onClick={() => setMakes(true)}>
            {t('noteRuleChange')}
          </Button>
        )
      }
    >
      <OfferTabs />
      {list.isPending && <Loading rows={5} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {first !== undefined && rows.length === 0 && <State title={t('noRuleChanges')} text={t('noRuleChangesText')} />}
      <div className={css['stack']}>
        {rows.map((one) => (
          <ChangeCard key={one.id} change={one} />
        ))}
      </div>
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('more')}
          </Button>
        </div>
      )}
      {makes && first !== undefined && <ChangeForm people={first.people} onDone={() => setMakes(false)} />}
    </Page>
  );
};

const ChangeCard = ({ change }: { change: Change }) => {
  const t = useText();
  const { zone } = useShop();
  const [done, setDone] = useState('');
  const act = useAct(() => setDone(''));
  return (
    <article className={css['card']}>
      <div className={css['cardHead']}>
        <strong>{change.what}</strong>
        <Tag color={change.doneAt === null ? 'orange' : 'green'}>
          {change.doneAt === null
            ? t('ruleDue', { by: change.owner ?? '—', at: fullMoment(change.due, zone) })
            : t('ruleDone', { by: change.doneBy ?? '—', at: fullMoment(change.doneAt, zone) })}
        </Tag>
      </div>
      <div>{change.means}</div>
      <div className={css['quiet']}>
        {change.link === null ? (
          change.source
        ) : (
          <a href={change.link} target="_blank" rel="noopener noreferrer nofollow" title={change.link}>
            {change.source}
          </a>
        )}{' '}
        · {t('ruleFrom', { at: fullMoment(change.from, zone) })} ·{' '}
        <Link to={`/promises?one=${change.id}`}>{t('rulePromise')}</Link>
      </div>
      {change.doneText !== null && <div>{change.doneText}</div>}
      {change.mayDo && (
        <form
          className={css['ask']}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ path: `/rule-changes/${change.id}/done`, body: { text: done } });
          }}
        >
          <Input
            maxLength={500}
            value={done}
            placeholder={t('ruleDoneHint')}
            aria-label={t('ruleDoneHint')}
            onChange={(event) => setDone(event.target.value)}
          />
          <Button htmlType="submit" loading={act.isPending} disabled={done.trim() === ''}>
            {t('ruleDoneAct')}
          </Button>
        </form>
      )}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </article>
  );
};

const ChangeForm = ({ people, onDone }: { people: ChangeList['people']; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const me = useSession().person.id;
  const [said, setSaid] = useState({
    id: newId(),
    source: '',
    link: '',
    what: '',
    means: '',
    owner: me,
    from: '',
    due: '',
  });
  const act = useAct(onDone);
  const at = (local: string) => (local === '' ? null : zonedInstant(local, shop.zone));
  const line = (name: 'source' | 'link' | 'what' | 'means', most: number) => (
    <label>
      {t(`rule-${name}`)}
      <Input
        maxLength={most}
        value={said[name]}
        onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <Modal
      open
      title={t('noteRuleChange')}
      okText={t('save')}
      confirmLoading={act.isPending}
      onCancel={onDone}
      onOk={() =>
        act.mutate({
          path: '/rule-changes',
          body: { ...said, shop: shop.id, from: at(said.from), due: at(said.due) },
        })
      }
    >
      <div className={css['stack']}>
        {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
        {line('source', 60)}
        {line('link', 500)}
        {line('what', 500)}
        {line('means', 500)}
        <div>
          <div>{t('rule-from')}</div>
          <MomentPicker label={t('rule-from')} value={said.from} onChange={(from) => setSaid({ ...said, from })} />
        </div>
        <div>
          <div>{t('rule-owner')}</div>
          <Select
            aria-label={t('rule-owner')}
            style={{ width: '100%' }}
            value={said.owner}
            onChange={(owner: string) => setSaid({ ...said, owner })}
            options={people.map((one) => ({ value: one.id, label: one.name }))}
          />
        </div>
        <div>
          <div>{t('rule-due')}</div>
          <MomentPicker label={t('rule-due')} value={said.due} onChange={(due) => setSaid({ ...said, due })} />
        </div>
      </div>
    </Modal>
  );
};
