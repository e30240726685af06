import { Suspense } from 'react';
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { Link, useParams } from 'react-router';
import { api } from '@/shared/api/client';
import { ToRead } from '@/rooms/rules';
import { useMay, useSession, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { money, signed } from './money';
import { Grade } from './grade';
import { StateTag } from './month-state';
import { ObjectionCard } from './objection-card';
import css from './pay.module.css';
import { PayTabs } from './pay-tabs';
import { SlipLines } from './slip-lines';
import { Standing } from './standing';
import { useText } from './text';
import { usePayAct, useSlip } from './use-pay';
import type { Slip } from './wire';

/** One slip: the total large, each line down to the facts it came from, and the way to say "this is wrong". */
export const SlipPage = () => {
  const t = useText();
  const shop = useShop();
  const { month = '', person = '' } = useParams();
  const { person: me } = useSession();
  const mayExport = useMay('pay.slip.export');
  const slip = useSlip(month, person);
  const isOwn = me.id === person;
  return (
    <Page
      title={t('slipTitle', { month, name: slip.data?.name ?? '' })}
      actions={
        slip.data === undefined ? undefined : (
          <div className={css['acts']}>
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
              {t('print')}
            </Button>
            {(isOwn || mayExport) && (
              <Button
                icon={<DownloadOutlined />}
                href={`/api/pay/months/${month}/slips/${person}/export?shop=${shop.id}`}
              >
                {t('exportXlsx')}
              </Button>
            )}
            {isOwn && <YesButton slip={slip.data} />}
          </div>
        )
      }
    >
      <div className={css['noPrint']}>
        <PayTabs />
        {isOwn && (
          <Suspense>
            <ToRead />
          </Suspense>
        )}
      </div>
      {slip.isPending && <Loading rows={12} />}
      {slip.isError && <LoadFailed error={slip.error} onRetry={() => void slip.refetch()} />}
      {slip.isSuccess && <Sheet slip={slip.data} />}
    </Page>
  );
};

const YesButton = ({ slip }: { slip: Slip }) => {
  const t = useText();
  const shop = useShop();
  const act = usePayAct();
  if (slip.hasAgreed || slip.state !== 'proposed') return null;
  return (
    <Button
      type="primary"
      onClick={() =>
        void act(
          () => api.post(`/api/pay/slips/${slip.month}/agree`, { shop: shop.id, digest: slip.digest }),
          t('saidYes'),
        )
      }
    >
      {t('sayYes')}
    </Button>
  );
};

const Sheet = ({ slip }: { slip: Slip }) => {
  const t = useText();
  const zone = useZone();
  return (
    <article className={css['sheet']}>
      <header className={css['head']}>
        <div>
          <div className={css['quiet']}>
            {slip.shop} · {slip.name} {slip.number}
          </div>
          <div className={css['big']}>¥{money(slip.total)}</div>
          <div className={css['quiet']}>{t('beforeTax')}</div>
          {slip.before !== null && slip.before !== slip.total && (
            <div className={css['changed']}>
              {t('changedSince', { before: money(slip.before), by: signed(slip.total - slip.before) })}
            </div>
          )}
        </div>
        <dl className={css['facts']}>
          <dt>{t('month')}</dt>
          <dd className={css['number']}>{slip.month}</dd>
          <dt>{t('state')}</dt>
          <dd>
            <StateTag state={slip.state} />
            {slip.hasAgreed && t('youAgreed')}
          </dd>
          <dt>{t('grade')}</dt>
          <dd>
            <Grade grade={slip.grade} />
          </dd>
          <dt>{t('book')}</dt>
          <dd>
            {slip.bookId === null ? (
              '—'
            ) : (
              <Link to={`/rules/books/${slip.bookId}`}>
                {slip.bookTitle} {t('version', { n: slip.version })}
              </Link>
            )}
          </dd>
          {slip.paidOn !== null && (
            <>
              <dt>{t('statePaid')}</dt>
              <dd>{slip.paidOn}</dd>
            </>
          )}
          {slip.objectionsUntil !== null && slip.mayObject && (
            <>
              <dt>{t('objectionDays')}</dt>
              <dd>{t('objectionsUntil', { at: fullMoment(slip.objectionsUntil, zone) })}</dd>
            </>
          )}
        </dl>
      </header>
      <SlipLines slip={slip} />
      {slip.pending.length > 0 && (
        <Alert
          className={css['alert'] ?? ''}
          type="warning"
          title={t('pendingTitle')}
          description={
            <ul className={css['subjects']}>
              {slip.pending.map((one) => (
                <li key={`${one.kind} ${one.subject}`}>{one.text}</li>
              ))}
            </ul>
          }
        />
      )}
      {slip.objections.length > 0 && (
        <div className={css['noPrint']}>
          <Section title={t('objections')}>
            {slip.objections.map((one) => (
              <ObjectionCard key={one.id} objection={one} />
            ))}
          </Section>
        </div>
      )}
      {slip.progress !== null && <Standing progress={slip.progress} month={slip.month} />}
      <footer className={css['signature']}>
        <span>{t('signature')}</span>
        <span>{t('signatureDate')}</span>
      </footer>
    </article>
  );
};
