import { Table } from 'antd';
import { Link } from 'react-router';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import css from '../orders.module.css';
import { useSalesText } from './text';
import { useDifferences, useWish } from './use-sales';
import { kinds, type SalesDifference, type SalesDifferences } from './wire';

/** Where what was sold and what was shipped do not agree. */
export const Differences = () => {
  const t = useSalesText();
  const [wish] = useWish();
  const list = useDifferences(wish);
  if (list.isPending) return <Loading rows={8} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const { differences, hasSheet, isCut } = list.data;
  if (differences.length === 0 && wish.kind === '')
    return <State title={t('agree')} text={t(hasSheet ? 'agreeText' : 'agreeNoSheet')} />;
  return (
    <>
      <Kinds counts={list.data.counts} />
      {!hasSheet && <p className={css['aside']}>{t('noSheet')}</p>}
      {isCut && <p className={css['aside']}>{t('cut')}</p>}
      <Section>
        <Rows rows={differences} />
      </Section>
    </>
  );
};

const Kinds = ({ counts }: { counts: SalesDifferences['counts'] }) => {
  const t = useSalesText();
  const [wish, set] = useWish();
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <div className={`${css['tabs'] ?? ''} ${css['noPrint'] ?? ''}`} role="tablist">
      {(['', ...kinds] as const)
        .filter((kind) => kind === '' || (counts[kind] ?? 0) > 0 || kind === wish.kind)
        .map((kind) => (
          <button
            key={kind}
            type="button"
            role="tab"
            aria-selected={wish.kind === kind}
            className={css['tab']}
            onClick={() => set({ kind })}
          >
            {kind === '' ? t('all') : t(`kind_${kind}`)}{' '}
            <span className={css['quiet']}>{kind === '' ? total : (counts[kind] ?? 0)}</span>
          </button>
        ))}
    </div>
  );
};

const Rows = ({ rows }: { rows: readonly SalesDifference[] }) => {
  const t = useSalesText();
  const zone = useZone();
  return (
    <Table<SalesDifference>
      size="small"
      rowKey={(row) => `${row.orderId} ${row.kind} ${row.title ?? ''} ${row.waybills ?? ''}`}
      pagination={rows.length > 200 ? { pageSize: 200, showSizeChanger: false } : false}
      scroll={{ x: 1020 }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('result'),
          dataIndex: 'kind',
          width: 124,
          render: (_, row) => (
            <span className={css['verdict']} data-verdict="differs">
              {t(`kind_${row.kind}`)}
            </span>
          ),
        },
        {
          title: t('order'),
          dataIndex: 'orderId',
          width: 172,
          className: css['number'] ?? '',
          render: (id: string, row) =>
            row.person === null ? id : <Link to={`/orders/${encodeURIComponent(id)}`}>{id}</Link>,
        },
        { title: t('product'), dataIndex: 'title', ellipsis: true },
        { title: t('sold'), dataIndex: 'sold', width: 64, align: 'right' },
        { title: t('left'), dataIndex: 'shipped', width: 64, align: 'right' },
        {
          title: t('paidAt'),
          dataIndex: 'paidAt',
          width: 164,
          className: css['when'] ?? '',
          render: (at: string | null) => (at === null ? '' : fullMoment(at, zone)),
        },
        {
          title: t('shippedAt'),
          key: 'shippedAt',
          width: 164,
          className: css['when'] ?? '',
          render: (_, row) => (
            <>
              {row.shippedAt === null ? '' : fullMoment(row.shippedAt, zone)}
              {row.waybills !== null && <div className={css['quiet']}>{row.waybills}</div>}
            </>
          ),
        },
        { title: t('agent'), dataIndex: 'person', width: 110 },
      ]}
    />
  );
};
