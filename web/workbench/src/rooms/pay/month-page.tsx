import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, NoRight, State } from '@/shared/ui/states';
import { money } from './money';
import { MonthActs } from './month-acts';
import { StateTag } from './month-state';
import { MonthWaits } from './month-waits';
import css from './pay.module.css';
import { PayTabs } from './pay-tabs';
import { PeopleTable } from './people-table';
import { useText } from './text';
import { useMonth, usePayAct } from './use-pay';
import type { MonthDetail } from './wire';

/** A month on its way: everybody's pay, what changed, what is missing, and the next step. */
export const MonthPage = () => {
  const t = useText();
  const shop = useShop();
  const act = usePayAct();
  const { month = '' } = useParams();
  const mayRead = useMay('pay.slip.read-all');
  const maySettle = useMay('pay.month.settle');
  const mayExport = useMay('pay.slip.export');
  const detail = useMonth(month, mayRead);
  const compute = () => void act(() => api.post(`/api/pay/months/${month}/compute`, { shop: shop.id }), t('computing'));
  const isOpen = detail.data !== undefined && detail.data.state !== 'closed' && detail.data.state !== 'paid';
  return (
    <Page
      title={t('monthTitle', { month })}
      actions={
        <div className={css['acts']}>
          {detail.data?.run != null && mayExport && (
            <Button icon={<DownloadOutlined />} href={`/api/pay/months/${month}/export?shop=${shop.id}`}>
              {t('exportXlsx')}
            </Button>
          )}
          {maySettle && isOpen && (
            <Button icon={<ReloadOutlined />} loading={detail.data?.isComputing === true} onClick={compute}>
              {t('computeAgain')}
            </Button>
          )}
          {detail.data !== undefined && <MonthActs detail={detail.data} />}
        </div>
      }
    >
      <PayTabs />
      {!mayRead && <NoRight right={t('rightAll')} />}
      {mayRead && detail.isPending && <Loading rows={10} />}
      {detail.isError && maySettle && <NotYet month={month} onCompute={compute} />}
      {detail.isError && !maySettle && <LoadFailed error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isSuccess && <Detail detail={detail.data} />}
    </Page>
  );
};

const NotYet = ({ month, onCompute }: { month: string; onCompute: () => void }) => {
  const t = useText();
  return (
    <State
      title={t('notSettled', { month })}
      text={t('notSettledText')}
      action={
        <Button type="primary" onClick={onCompute}>
          {t('settleMonth', { month })}
        </Button>
      }
    />
  );
};

const stages = { facts: 'stageFacts', settling: 'stageSettling', storing: 'stageStoring' } as const;

const Detail = ({ detail }: { detail: MonthDetail }) => {
  const t = useText();
  const zone = useZone();
  const [shown, setShown] = useState<'all' | 'changed'>('all');
  const changed = detail.people.filter((person) => person.isChanged);
  const people = shown === 'changed' ? changed : detail.people;
  const stage = detail.stage !== null && detail.stage in stages ? stages[detail.stage as keyof typeof stages] : null;
  return (
    <>
      {detail.isComputing && (
        <Alert
          className={css['alert'] ?? ''}
          showIcon
          type="info"
          title={t('computing')}
          description={stage === null ? t('stageWaiting') : t(stage)}
        />
      )}
      {detail.problem !== null && (
        <Alert
          className={css['alert'] ?? ''}
          showIcon
          type="error"
          title={t('cannotSettle')}
          description={detail.problem}
        />
      )}
      {detail.run !== null && (
        <Section>
          <div className={css['head']}>
            <div>
              <div className={css['quiet']}>{t('monthTotal')}</div>
              <div className={css['big']}>¥{money(detail.run.total)}</div>
              <div className={css['quiet']}>{t('beforeTax')}</div>
            </div>
            <dl className={css['facts']}>
              <dt>{t('state')}</dt>
              <dd>
                <StateTag state={detail.state} /> {t('agreedOf', { n: detail.agreed, all: detail.run.slips })}
              </dd>
              <dt>{t('book')}</dt>
              <dd>
                {detail.run.bookId === null ? (
                  detail.run.book
                ) : (
                  <Link to={`/rules/books/${detail.run.bookId}`}>{detail.run.bookTitle ?? detail.run.book}</Link>
                )}{' '}
                {t('version', { n: detail.run.version })}
              </dd>
              <dt>{t('asOf')}</dt>
              <dd>{fullMoment(detail.run.asOf, zone)}</dd>
              {detail.objectionsUntil !== null && (
                <>
                  <dt>{t('objectionDays')}</dt>
                  <dd>{t('objectionsUntil', { at: fullMoment(detail.objectionsUntil, zone) })}</dd>
                </>
              )}
              <Steps detail={detail} />
            </dl>
          </div>
        </Section>
      )}
      {detail.run !== null && <MonthWaits detail={detail} />}
      {detail.run !== null && (
        <Section
          title={t('people')}
          actions={
            changed.length === 0 ? undefined : (
              <Segmented<'all' | 'changed'>
                value={shown}
                onChange={(value) => setShown(value)}
                options={[
                  { value: 'all', label: t('allPeople', { n: detail.people.length }) },
                  { value: 'changed', label: t('changedPeople', { n: changed.length }) },
                ]}
              />
            )
          }
        >
          <PeopleTable month={detail.month} columns={detail.columns} people={people} />
          <p className={css['quiet']}>{t('beforeTaxNote')}</p>
        </Section>
      )}
    </>
  );
};

const steps = { proposed: 'didPropose', agreed: 'didAgree', closed: 'didClose', paid: 'didPay' } as const;

const Steps = ({ detail }: { detail: MonthDetail }) => {
  const t = useText();
  const zone = useZone();
  if (detail.steps.length === 0) return null;
  return (
    <>
      <dt>{t('history')}</dt>
      <dd>
        {detail.steps.map((step) => (
          <div key={step.what}>
            {t(steps[step.what as keyof typeof steps], { name: step.by ?? '—', at: fullMoment(step.at, zone) })}
          </div>
        ))}
        {detail.paidOn !== null && <div>{t('paidOn', { day: detail.paidOn })}</div>}
      </dd>
    </>
  );
};
