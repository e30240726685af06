import { Suspense } from 'react';
import { Table } from 'antd';
import { Link } from 'react-router';
import { ToRead } from '@/rooms/rules';
import { late } from '@/shared/late';
import { useSession } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { money } from './money';
import { Grade } from './grade';
import { StateTag } from './month-state';
import css from './pay.module.css';
import { PayTabs } from './pay-tabs';
import { useText } from './text';
import { useOwnSlips } from './use-pay';
import type { OwnSlips } from './wire';

const MyLadder = late(() => import('./ladder/mine').then((m) => m.MyLadder));

/** The own slips and nobody else's, newest first; and how far it is to the next grade. */
export const MySlipsPage = () => {
  const t = useText();
  const zone = useZone();
  const { person } = useSession();
  const own = useOwnSlips();
  return (
    <Page title={t('mine')}>
      <PayTabs />
      <Suspense>
        <ToRead />
      </Suspense>
      {own.isPending && <Loading />}
      {own.isError && <LoadFailed error={own.error} onRetry={() => void own.refetch()} />}
      {own.isSuccess && own.data.slips.length === 0 && <State title={t('noSlips')} text={t('noSlipsText')} />}
      {own.isSuccess && own.data.slips.length > 0 && (
        <Section>
          <Table<OwnSlips['slips'][number]>
            size="middle"
            rowKey="month"
            pagination={own.data.slips.length > 24 ? { pageSize: 24 } : false}
            scroll={{ x: 560 }}
            dataSource={own.data.slips}
            columns={[
              {
                title: t('month'),
                dataIndex: 'month',
                width: 110,
                render: (month: string) => (
                  <Link className={css['number']} to={`/pay/months/${month}/${person.id}`}>
                    {month}
                  </Link>
                ),
              },
              {
                title: t('total'),
                dataIndex: 'total',
                width: 140,
                align: 'right',
                render: (total: number) => <strong className={css['number']}>{money(total)}</strong>,
              },
              {
                title: t('grade'),
                dataIndex: 'grade',
                width: 100,
                render: (grade: string | null) => <Grade grade={grade} />,
              },
              { title: t('state'), key: 'state', width: 110, render: (_, row) => <StateTag state={row.state} /> },
              {
                title: t('remark'),
                key: 'remark',
                render: (_, row) =>
                  row.paidOn !== null
                    ? t('paidOn', { day: row.paidOn })
                    : row.hasAgreed
                      ? t('youAgreed')
                      : row.objectionsUntil !== null
                        ? t('objectionsUntil', { at: fullMoment(row.objectionsUntil, zone) })
                        : '',
              },
            ]}
          />
          <p className={css['quiet']}>{t('beforeTaxNote')}</p>
        </Section>
      )}
      <Suspense>
        <MyLadder />
      </Suspense>
    </Page>
  );
};
