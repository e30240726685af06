import { Suspense, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { Link, useParams } from 'react-router';
import { MakePromise, OrderPromises } from '@/rooms/promises';
import { api } from '@/shared/api/client';
import { platformName } from '@/shared/i18n/channel-kind';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { ToldSection } from './elsewhere/told-section';
import { CreditSection } from './credit-section';
import { OrderActs } from './credit/order-acts';
import { useCreditText } from './credit/text';
import { FlagMark, OversoldMark, StatusMark } from './marks';
import { NoteParts } from './note-parts';
import { money } from './order-columns';
import { KeptCells } from './kept-cells';
import css from './orders.module.css';
import { useText } from './text';
import { Timeline } from './timeline';
import type { Order, OrderDetail, OrderLine } from './wire';

const whileDecidingMs = 3000;

const isBeingDecided = (detail: OrderDetail | undefined): boolean =>
  detail !== undefined && detail.order.paidAt !== null && detail.decisions.length === 0;

export const OrderPage = () => {
  const t = useText();
  const shop = useShop();
  const { id = '' } = useParams();
  const mayUrge = useMay('promises.promise.make');
  const mayPromises = useMay('promises.promise.read');
  const [urging, setUrging] = useState(false);
  const found = useQuery({
    queryKey: ['orders', 'one', shop.id, id],
    queryFn: ({ signal }) =>
      api.get<OrderDetail>(`/api/orders/orders/one/${encodeURIComponent(id)}`, { query: { shop: shop.id }, signal }),
    refetchInterval: (query) => (isBeingDecided(query.state.data) ? whileDecidingMs : false),
    enabled: shop.id !== '',
  });
  const title = `${t('orders')} ${id}`;
  const back = <Link to="/orders">{t('backToList')}</Link>;
  if (found.isPending)
    return (
      <Page title={title} actions={back}>
        <Loading />
      </Page>
    );
  if (found.isError)
    return (
      <Page title={title} actions={back}>
        <LoadFailed error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  const { order } = found.data;
  return (
    <Page
      title={title}
      subtitle={order.buyer ?? ''}
      actions={
        <>
          {mayUrge && <Button onClick={() => setUrging(true)}>{t('urge')}</Button>}
          {back}
        </>
      }
    >
      {urging && <MakePromise said={t('urgeWords')} order={order.orderId} urge onDone={() => setUrging(false)} />}
      <div className={css['columns']}>
        <div>
          <CreditSection detail={found.data} />
          <Section title={t('timeline')}>
            <Timeline detail={found.data} />
          </Section>
          <Lines lines={found.data.lines} order={order} />
        </div>
        <div>
          {mayPromises && (
            <Suspense fallback={null}>
              <OrderPromises order={order.orderId} />
            </Suspense>
          )}
          <Money order={order} />
          <PeopleAndNote detail={found.data} />
          <ToldSection detail={found.data} />
          <KeptCells kept={found.data.kept} />
        </div>
      </div>
    </Page>
  );
};

const Money = ({ order }: { order: Order }) => {
  const t = useText();
  const shown = (fen: number | null) => (fen === null ? '—' : money(fen));
  return (
    <Section title={t('money')} actions={<StatusMark order={order} />}>
      <dl className={`${css['facts'] ?? ''} ${css['moneyFacts'] ?? ''}`}>
        <dt>{t('amount')}</dt>
        <dd>{shown(order.amount)}</dd>
        <dt>{t('postage')}</dt>
        <dd>{shown(order.postage)}</dd>
        <dt>{t('paid')}</dt>
        <dd>
          <b>{shown(order.paid)}</b>
        </dd>
        <dt>{t('refunded')}</dt>
        <dd>{shown(order.refunded)}</dd>
        <dt>{t('net')}</dt>
        <dd>{order.paid === null ? '—' : money(order.paid - (order.refunded ?? 0))}</dd>
      </dl>
    </Section>
  );
};

const PeopleAndNote = ({ detail }: { detail: OrderDetail }) => {
  const t = useText();
  const credit = useCreditText();
  const { order } = detail;
  const facts: [string, string | null][] = [
    [t('buyer'), order.buyer],
    [t('platform'), order.platform === null ? null : platformName(order.platform)],
    [t('statusSaid'), order.statusSaid],
    [t('buyerMessage'), order.buyerMessage],
    [t('sellerNote'), order.sellerNote],
    [t('closeReason'), order.closeReason],
    [t('mainOrderId'), order.mainOrderId],
  ];
  return (
    <Section title={t('people')}>
      <dl className={css['facts']}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([label, value]) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
        {order.ownNote !== null && <Fact label={credit('ownNote')}>{order.ownNote}</Fact>}
        {order.reorderedFrom !== null && (
          <Fact label={credit('reorderedFrom')}>
            <Link to={`/orders/${encodeURIComponent(order.reorderedFrom)}`}>{order.reorderedFrom}</Link>
          </Fact>
        )}
        {(order.ownFlag ?? order.flag) !== null && (
          <Fact label={t('flag')}>
            <FlagMark flag={order.ownFlag ?? order.flag} />
          </Fact>
        )}
      </dl>
      <OrderActs order={order.orderId} />
      {detail.note !== null && <NoteParts note={detail.note} />}
    </Section>
  );
};

const Fact = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);

const Lines = ({ lines, order }: { lines: OrderLine[]; order: Order }) => {
  const t = useText();
  const { zone } = useShop();
  if (lines.length === 0)
    return (
      <Section title={t('lines')}>
        <p>{order.title ?? '—'}</p>
        <p className={css['quiet']}>{t('noLines')}</p>
      </Section>
    );
  return (
    <Section title={t('lines')}>
      <Table<OrderLine>
        size="small"
        rowKey="line"
        pagination={false}
        scroll={{ x: 520 }}
        dataSource={lines}
        columns={[
          {
            title: t('title'),
            dataIndex: 'title',
            render: (title: string | null, line) => (
              <>
                {title ?? '—'}
                {line.attributes !== null && <div className={css['quiet']}>{line.attributes}</div>}
                {line.oversold !== null && (
                  <div className={css['oversoldLine']}>
                    <OversoldMark why={t('oversoldOrder')} />{' '}
                    {t('oversoldWhy', { at: fullMoment(line.oversold.countedAt, zone), n: line.oversold.quantity })}
                  </div>
                )}
              </>
            ),
          },
          { title: t('quantity'), dataIndex: 'quantity', width: 64, align: 'right' },
          { title: t('paid'), dataIndex: 'paid', width: 100, align: 'right', render: money },
          { title: t('refunded'), dataIndex: 'refunded', width: 100, align: 'right', render: money },
        ]}
      />
    </Section>
  );
};
