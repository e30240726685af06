import { Suspense, useState } from 'react';
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { late } from '@/shared/late';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, NoRight } from '@/shared/ui/states';
import { MyBoard, ShopBoard, TeamBoard } from './boards';
import { Dealing } from './dealing';
import { Elsewhere } from './elsewhere';
import { plusDays, type Period } from './period';
import { PeriodPicker } from './period-picker';
import css from './reports.module.css';
import { RowsDrawer } from './rows-drawer';
import { useText } from './text';
import { exportAddress, usePeriod, type Door } from './use-figures';
import { WeekAccounts } from './week-accounts';
import { WhatIf } from './what-if';

const Waves = late(() => import('./waves/waves').then((m) => m.Waves));

type Board = 'mine' | 'team' | 'shop' | 'floor' | 'waves' | 'weeks' | 'elsewhere' | 'book';

/** Whoever leads looks at the shop first, everybody else at their own month. */
const useBoards = (): Board[] => {
  const mayAll = useMay('metrics.figure.read-all');
  const mayTeam = useMay(['metrics.figure.read-team', 'metrics.figure.read-all']);
  return mayAll
    ? ['shop', 'team', 'mine', 'floor', 'waves', 'weeks', 'elsewhere', 'book']
    : mayTeam
      ? ['team', 'mine', 'shop', 'floor', 'weeks', 'elsewhere']
      : ['mine', 'floor', 'weeks', 'elsewhere'];
};

export const ReportsPage = () => {
  const t = useText();
  const mayRead = useMay('metrics.figure.read');
  const boards = useBoards();
  const { board } = useParams();
  const [search] = useSearchParams();
  const [period, setPeriod] = usePeriod();
  const [opened, setOpened] = useState<{ door: Door; day?: string | undefined } | null>(null);
  const shown = boards.find((one) => one === board) ?? boards[0]!;
  const open = (door: Door, day?: string) => setOpened({ door, day });
  if (!mayRead)
    return (
      <Page title={t('reports')}>
        <NoRight right={t('right')} />
      </Page>
    );
  return (
    <Page title={t('reports')} actions={<Actions period={period} />}>
      <div className={css['tabs']}>
        <nav className={css['boards']} aria-label={t('reports')}>
          {boards.map((one) => (
            <Link
              key={one}
              className={css['tab']}
              aria-current={one === shown ? 'page' : undefined}
              to={{ pathname: `/reports/${one}`, search: search.toString() }}
            >
              {t(one)}
            </Link>
          ))}
        </nav>
        <span className={css['space']} />
        {shown !== 'waves' && <PeriodPicker period={period} onChange={setPeriod} />}
      </div>
      {shown === 'mine' && <MyBoard period={period} onOpen={open} />}
      {shown === 'team' && <TeamBoard period={period} onOpen={open} />}
      {shown === 'shop' && <ShopBoard period={period} onOpen={open} />}
      {shown === 'floor' && <Dealing period={period} />}
      {shown === 'waves' && (
        <Suspense fallback={<Loading rows={10} />}>
          <Waves />
        </Suspense>
      )}
      {shown === 'weeks' && <WeekAccounts period={period} onOpen={open} />}
      {shown === 'elsewhere' && <Elsewhere period={period} />}
      {shown === 'book' && <WhatIf period={period} />}
      <RowsDrawer
        door={opened?.door ?? null}
        period={opened?.day === undefined ? period : { from: opened.day, to: plusDays(opened.day, 1) }}
        onClose={() => setOpened(null)}
      />
    </Page>
  );
};

const Actions = ({ period }: { period: Period }) => {
  const t = useText();
  const shop = useShop();
  const mayExport = useMay('metrics.figure.export');
  const address = (format: 'xlsx' | 'csv') => exportAddress(shop.id, period, format);
  return (
    <>
      <Link to={`/reports/print?kind=${period.kind === 'last30' ? 'month' : period.kind}&on=${period.from}`}>
        <Button icon={<PrinterOutlined />}>{t('print')}</Button>
      </Link>
      {mayExport && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportXlsx')}</a> },
              { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
            ],
          }}
        >
          <Button icon={<DownloadOutlined />}>{t('export')}</Button>
        </Dropdown>
      )}
    </>
  );
};
