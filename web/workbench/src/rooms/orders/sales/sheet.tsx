import { Button, Table } from 'antd';
import { Link } from 'react-router';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { money } from '../order-columns';
import css from '../orders.module.css';
import { useSalesText } from './text';
import { useSheet, useWish } from './use-sales';
import type { SalesLine } from './wire';

/** Every sold product with its remark, as the month's sheet has it. */
export const Sheet = () => {
  const t = useSalesText();
  const zone = useZone();
  const [wish] = useWish();
  const list = useSheet(wish);
  if (list.isPending) return <Loading rows={10} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const first = list.data.pages[0]!;
  const lines = list.data.pages.flatMap((page) => page.lines);
  if (lines.length === 0) return <State title={t('empty')} text={t('emptyText')} />;
  return (
    <Section>
      <p className={css['sums']}>
        {first.orders !== null && <span>{t('orders', { n: first.orders })}</span>}
        {first.credited !== null && <b>{t('credited', { amount: money(first.credited) })}</b>}
      </p>
      <Table<SalesLine>
        size="small"
        rowKey={(line) => `${line.orderId} ${line.line ?? ''}`}
        pagination={false}
        scroll={{ x: wish.person === '' ? 1160 : 1060 }}
        dataSource={lines}
        columns={[
          ...(wish.person === ''
            ? [{ title: t('agent'), dataIndex: 'person', width: 96, fixed: 'left' as const }]
            : []),
          {
            title: t('paidAt'),
            dataIndex: 'paidAt',
            width: 164,
            className: css['when'] ?? '',
            render: (at: string | null) => (at === null ? '' : fullMoment(at, zone)),
          },
          {
            title: t('order'),
            dataIndex: 'orderId',
            width: 172,
            className: css['number'] ?? '',
            render: (id: string) => <Link to={`/orders/${encodeURIComponent(id)}`}>{id}</Link>,
          },
          {
            title: t('product'),
            dataIndex: 'title',
            render: (title: string | null, line) => (
              <>
                {title ?? '—'}
                {line.attributes !== null && <div className={css['quiet']}>{line.attributes}</div>}
              </>
            ),
          },
          { title: t('quantity'), dataIndex: 'quantity', width: 64, align: 'right' },
          {
            title: t('amount'),
            key: 'amount',
            width: 112,
            align: 'right',
            render: (_, line) => <Amount line={line} />,
          },
          { title: t('remark'), dataIndex: 'remark', width: 220 },
          {
            title: t('shipped'),
            key: 'shipped',
            width: 164,
            className: css['when'] ?? '',
            render: (_, line) => <Shipped line={line} />,
          },
        ]}
      />
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Section>
  );
};

const Amount = ({ line }: { line: SalesLine }) => {
  const t = useSalesText();
  return (
    <>
      <span className={css['number']}>{money(line.amount)}</span>
      {(line.refunded ?? 0) > 0 && (
        <div className={css['quiet']}>{t('refunded', { amount: money(line.refunded) })}</div>
      )}
      {line.part !== null && <div className={css['quiet']}>{t('part', { amount: money(line.part) })}</div>}
    </>
  );
};

const Shipped = ({ line }: { line: SalesLine }) => {
  const t = useSalesText();
  const zone = useZone();
  const hasLeft =
    line.shippedAt !== null || line.status === 'shipped' || line.status === 'signed' || line.status === 'success';
  if (!hasLeft && !line.isOnSheet) return <span className={css['undecided']}>{t('notShipped')}</span>;
  return (
    <>
      {line.shippedAt === null ? '' : fullMoment(line.shippedAt, zone)}
      {line.isOnSheet && <div className={css['quiet']}>{line.waybills ?? t('onSheet')}</div>}
    </>
  );
};
