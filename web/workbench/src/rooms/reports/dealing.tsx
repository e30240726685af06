import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented } from 'antd';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { ChartBox } from '@/shared/ui/chart-box';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { DealingRows, type DealtDoor } from './dealing-rows';
import { DealingTable } from './dealing-table';
import { apart, dueShare, dueText, each, more, share, signed } from './dealing-value';
import type { Dealing as Report, DealtBy, DealtLine } from './dealing-wire';
import type { Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import { whole, written } from './value';

const timeoutMs = 60_000;
const ways: readonly DealtBy[] = ['person', 'shift', 'hour'];

/** How enquiries were dealt out: what everybody received against what was due to them by weight while they took new buyers (ROUTE-03). */
export const Dealing = ({ period }: { period: Period }) => {
  const t = useText();
  const shop = useShop();
  const [by, setBy] = useState<DealtBy>('person');
  const [door, setDoor] = useState<DealtDoor | null>(null);
  const sheetOf = useSheet();
  const query = { shop: shop.id, from: period.from, to: period.to };
  const report = useQuery({
    queryKey: ['metrics', 'dealing', query],
    queryFn: ({ signal }) => api.get<Report>('/api/metrics/dealing', { query, signal, timeoutMs }),
  });
  if (report.isPending) return <Loading rows={10} />;
  if (report.isError) return <LoadFailed error={report.error} onRetry={() => void report.refetch()} />;
  const { lines, talks, unanswered, daysFromAnswers, hasWeights, reach } = report.data;
  if (lines.length === 0) return <State title={t('dealtEmpty')} text={t('dealtEmptyText')} />;
  const shown = lines.filter((line) => line.by === by);
  return (
    <>
      <p className={css['small']}>
        <span>{t('dealtTalks', { n: whole(talks) })}</span>
        <span>{t('dealtUnanswered', { n: whole(unanswered) })}</span>
        <span>{t(hasWeights ? 'dealtWeighted' : 'dealtEqual')}</span>
        {daysFromAnswers > 0 && <span>{t('dealtFromAnswers', { n: daysFromAnswers })}</span>}
      </p>
      <ChartBox title={t('dealt')} hint={t('dealtHint')} sheet={sheetOf(shown)}>
        <div className={css['tools']}>
          <Segmented<DealtBy>
            aria-label={t('dealtBy')}
            value={by}
            options={ways.map((way) => ({ value: way, label: t(`dealtBy_${way}`) }))}
            onChange={setBy}
          />
          <Exports period={period} isOwn={reach === 'own'} />
        </div>
        <DealingTable by={by} lines={shown} onOpen={setDoor} />
      </ChartBox>
      <Explained line={shown.find((line) => line.received > 0 && line.due > 0)} />
      <DealingRows door={door} period={period} onClose={() => setDoor(null)} />
    </>
  );
};

const useSheet = () => {
  const t = useText();
  return (lines: readonly DealtLine[]) => ({
    head: [
      t('dealtPlace'),
      t('personCol'),
      t('dealtReceived'),
      t('dealtShare'),
      t('dealtDue'),
      t('dealtDueShare'),
      t('dealtMore'),
      t('dealtApart'),
      t('dealtPaid'),
      t('dealtEach'),
    ],
    rows: lines.map((line) => {
      const by = apart(line.received, line.due);
      return [
        line.place,
        line.name,
        String(line.received),
        share(line.received, line.of),
        dueText(line.due),
        dueShare(line.due, line.of),
        more(line.received, line.due),
        by === null ? '—' : `${signed(by * 100, 1)}%`,
        written('money', line.paid / 100) ?? '—',
        each(line.paid, line.received),
      ];
    }),
  });
};

/** One line read out in words, so that nobody has to guess how the numbers hang together. */
const Explained = ({ line }: { line: DealtLine | undefined }) => {
  const t = useText();
  if (line === undefined) return null;
  const by = apart(line.received, line.due) ?? 0;
  return (
    <p className={css['hint']}>
      {t('dealtSentence', {
        name: line.name,
        received: line.received,
        of: line.of,
        share: share(line.received, line.of),
        due: dueText(line.due),
        dueShare: dueShare(line.due, line.of),
        apart: `${signed(by * 100, 1)}%`,
        each: each(line.paid, line.received),
      })}
    </p>
  );
};

const Exports = ({ period, isOwn }: { period: Period; isOwn: boolean }) => {
  const t = useText();
  const shop = useShop();
  const mayExport = useMay('metrics.figure.export');
  if (!mayExport && !isOwn) return null;
  const address = (format: 'xlsx' | 'csv') =>
    `/api/metrics/dealing/export?${new URLSearchParams({ shop: shop.id, from: period.from, to: period.to, format }).toString()}`;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportXlsx')}</a> },
          { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('dealtExport')}</Button>
    </Dropdown>
  );
};
