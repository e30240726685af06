import { useMemo, useState } from 'react';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page } from '@/shared/ui/page';
import { MonthPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { ShiftsTabs } from '../shifts-tabs';
import css from '../shifts.module.css';
import { useText } from '../text';
import { DayDialog } from './day-dialog';
import { endOf, firstOf, nextMonth } from './days';
import { FillDialog } from './fill-dialog';
import { Gaps } from './gaps';
import { ImportRoster } from './import-roster';
import { KindsDialog } from './kinds-dialog';
import { RosterGrid, type Chosen } from './roster-grid';
import { useRoster } from './use-roster';
import type { Roster } from './wire';

export const RosterPage = () => {
  const t = useText();
  const mayRead = useMay('shifts.roster.read');
  const { zone } = useShop();
  const now = useNow();
  const today = dayKey(now, zone);
  const [search, setSearch] = useSearchParams();
  const month = search.get('month') ?? today.slice(0, 7);
  const team = search.get('team');
  const roster = useRoster(firstOf(month), endOf(month), team);
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  if (!mayRead) return <NoRight right={t('rosterRight')} />;
  return (
    <Page title={t('rosterTitle')} actions={<Acts month={month} team={team} roster={roster.data} />}>
      <ShiftsTabs />
      <MonthBar month={month} team={team} onChange={change} />
      {roster.isPending && <Loading rows={10} />}
      {roster.isError && <LoadFailed error={roster.error} onRetry={() => void roster.refetch()} />}
      {roster.data !== undefined && <Grid roster={roster.data} month={month} today={today} />}
    </Page>
  );
};

type BarProps = { month: string; team: string | null; onChange: (name: string, value: string | null) => void };

const MonthBar = ({ month, team, onChange }: BarProps) => {
  const t = useText();
  const shop = useShop();
  return (
    <div className={css['bar']}>
      <Button
        icon={<LeftOutlined />}
        aria-label={t('monthBefore')}
        onClick={() => onChange('month', nextMonth(month, -1))}
      />
      <MonthPicker
        className={css['month']}
        label={t('month')}
        value={month}
        onChange={(value) => onChange('month', value)}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t('monthAfter')}
        onClick={() => onChange('month', nextMonth(month, 1))}
      />
      {shop.teams.length > 0 && (
        <Select
          className={css['team'] ?? ''}
          value={team ?? ''}
          aria-label={t('team')}
          onChange={(value: string) => onChange('team', value)}
          options={[
            { value: '', label: t('allTeams') },
            ...shop.teams.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      )}
    </div>
  );
};

const Grid = ({ roster, month, today }: { roster: Roster; month: string; today: string }) => {
  const t = useText();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (roster.people.length === 0) return <State title={t('rosterNobody')} text={t('emptyText')} />;
  return (
    <>
      {roster.days.length === 0 && (
        <p className={css['hint']}>{roster.mayEdit ? t('rosterEmptyEditor') : t('rosterEmpty')}</p>
      )}
      <Gaps gaps={roster.gaps ?? []} today={today} />
      <RosterGrid roster={roster} month={month} today={today} onChoose={setChosen} />
      {chosen !== null && (
        <DayDialog
          key={`${chosen.person.person} ${chosen.date}`}
          roster={roster}
          chosen={chosen}
          onDone={() => setChosen(null)}
        />
      )}
    </>
  );
};

const Acts = ({ month, team, roster }: { month: string; team: string | null; roster: Roster | undefined }) => {
  const t = useText();
  const shop = useShop();
  const [open, setOpen] = useState<'fill' | 'kinds' | 'import' | null>(null);
  const address = useMemo(() => {
    const query = new URLSearchParams({ shop: shop.id, from: firstOf(month), to: endOf(month) });
    if (team !== null) query.set('team', team);
    return (format: string) => `/api/shifts/roster/export?${query.toString()}&format=${format}`;
  }, [shop.id, month, team]);
  const exports = {
    items: [
      { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportXlsx')}</a> },
      { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
      { key: 'print', label: t('print'), onClick: () => window.print() },
    ],
  };
  const close = () => setOpen(null);
  return (
    <div className={css['acts']}>
      {roster?.mayEdit === true && (
        <>
          <Button onClick={() => setOpen('kinds')}>{t('kinds')}</Button>
          <Button onClick={() => setOpen('import')}>{t('importRoster')}</Button>
          <Button type="primary" onClick={() => setOpen('fill')}>
            {t('fill')}
          </Button>
        </>
      )}
      <Dropdown menu={exports} trigger={['click']}>
        <Button>{t('exportPrint')}</Button>
      </Dropdown>
      {open === 'fill' && roster !== undefined && <FillDialog roster={roster} month={month} onDone={close} />}
      {open === 'kinds' && roster !== undefined && <KindsDialog kinds={roster.kinds} onDone={close} />}
      {open === 'import' && <ImportRoster month={month} onDone={close} />}
    </div>
  );
};
