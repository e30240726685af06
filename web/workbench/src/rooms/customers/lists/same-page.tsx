import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CustomerTabs } from '../dossier/customer-tabs';
import dossier from '../dossier/dossier.module.css';
import css from './lists.module.css';
import { useText } from './text';
import type { PairSide, Pairs } from './wire';

type Pair = Pairs['pairs'][number];

/** Records that look like one person, side by side, for a person to join or to keep apart. */
export const SamePage = () => {
  const t = useText();
  const may = useMay('shop.buyer.read');
  return (
    <Page title={t('same')}>
      <CustomerTabs />
      {may ? <List /> : <NoRight right={t('right')} />}
    </Page>
  );
};

const List = () => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [joins, setJoins] = useState<Pair | null>(null);
  const found = useQuery({
    queryKey: ['buyer-pairs', shop.id],
    queryFn: ({ signal }) => api.get<Pairs>('/api/shop/buyer-pairs', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
  const decline = useMutation({
    mutationFn: (pair: Pair) => api.post('/api/shop/buyer-pairs/decline', { one: pair.one.id, other: pair.other.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['buyer-pairs'] }),
    onError: (error) => message.error(toProblem(error).detail),
  });
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const { pairs, mayEdit } = found.data;
  if (pairs.length === 0) return <State title={t('emptySame')} text={t('emptySameText')} />;
  return (
    <Section>
      <p className={dossier['quiet']}>{t('sameHint')}</p>
      <ul className={dossier['list']}>
        {pairs.map((pair) => (
          <li key={`${pair.one.id} ${pair.other.id}`} className={css['pair']}>
            <SideOf side={pair.one} />
            <SideOf side={pair.other} />
            <div>
              <div className={dossier['quiet']}>{t('shares')}</div>
              {pair.shared.map((kind) => (
                <span key={kind} className={dossier['kind']}>
                  {t(`shared-${kind}`)}
                </span>
              ))}
              {mayEdit && (
                <div className={css['acts']}>
                  <Button size="small" type="primary" onClick={() => setJoins(pair)}>
                    {t('joinThem')}
                  </Button>
                  <Button size="small" loading={decline.isPending} onClick={() => decline.mutate(pair)}>
                    {t('notSame')}
                  </Button>
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      {joins !== null && <JoinThem pair={joins} onDone={() => setJoins(null)} />}
    </Section>
  );
};

const SideOf = ({ side }: { side: PairSide }) => {
  const t = useText();
  const { zone } = useShop();
  const kindName = useChannelKind();
  return (
    <div>
      <Link to={`/customers/${side.id}`}>{side.name}</Link> <span className={dossier['quiet']}>#{side.number}</span>
      <div>{side.tel}</div>
      <div className={dossier['quiet']}>
        {side.channels.map((kind) => kindName(kind)).join(' · ')} {t('seenAt')} {fullMoment(side.lastSeenAt, zone)}
      </div>
    </div>
  );
};

const JoinThem = ({ pair, onDone }: { pair: Pair; onDone: () => void }) => {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const join = useMutation({
    mutationFn: () => api.post(`/api/shop/buyers/${pair.one.id}/join`, { other: pair.other.id, reason: reason.trim() }),
    onSuccess: async () => {
      for (const key of ['buyer-pairs', 'customers']) await client.invalidateQueries({ queryKey: [key] });
      void message.success(t('joined'));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('joinThem')}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: join.isPending }}
      onOk={() => join.mutate()}
      onCancel={onDone}
    >
      <div className={dossier['form']}>
        <span>
          {pair.other.name} #{pair.other.number} → {pair.one.name} #{pair.one.number}
        </span>
        <Input
          autoFocus
          maxLength={200}
          aria-label={t('joinReason')}
          placeholder={t('joinReason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {join.isError && <Alert type="error" title={toProblem(join.error).detail} />}
      </div>
    </Modal>
  );
};
