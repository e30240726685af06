import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select, Table } from 'antd';
import { api } from '@/shared/api/client';
import { useGradeName } from '@/shared/i18n/grade-name';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { calendarWords } from './calendar-words';
import { actName, fieldName, subjectName, useText } from './text';
import { usePlaces } from './use-places';
import css from './people.module.css';
import type { AuditLine, ShopCalendar } from './wire';

type AuditPageOf = { lines: AuditLine[]; next: string | null };

/** Who did what to whom, newest first. */
export const AuditPage = () => {
  const t = useText();
  const zone = useZone();
  const places = { ...usePlaces(), gradeName: useGradeName() };
  const [act, setAct] = useState('');
  const list = useInfiniteQuery({
    queryKey: ['people', 'audit', act],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditPageOf>('/api/people/audit', { query: { act, before: pageParam, limit: 100 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Page
      title={t('auditTitle')}
      actions={
        <Select
          value={act}
          onChange={setAct}
          style={{ width: 160 }}
          aria-label={t('auditWhat')}
          options={[
            { value: '', label: t('auditAll') },
            { value: 'people.session', label: t('actSession') },
            { value: 'people.person', label: t('actPerson') },
            { value: 'people.role', label: t('actRole') },
            { value: 'people.account', label: t('actAccount') },
            { value: 'people.shop', label: t('actShop') },
            { value: 'people.privacy', label: t('actPrivacy') },
            { value: 'rules', label: t('actRules') },
          ]}
        />
      }
    >
      {list.error !== null && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading rows={10} />}
      {list.data !== undefined && lines.length === 0 && <State title={t('noAudit')} text={t('noAuditText')} />}
      {lines.length > 0 && (
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={lines}
          columns={[
            { title: t('auditWhen'), width: 180, render: (_, line) => fullMoment(line.at, zone) },
            { title: t('auditWho'), width: 120, render: (_, line) => line.actor ?? t('system') },
            { title: t('auditWhat'), width: 160, render: (_, line) => actName(line.act, t) },
            {
              title: t('auditWhom'),
              width: 140,
              render: (_, line) => line.subject ?? subjectName(line.subjectKind, t),
            },
            { title: t('auditDetail'), render: (_, line) => <Detail line={line} places={places} /> },
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </Page>
  );
};

type Places = ReturnType<typeof usePlaces> & { gradeName: (grade: string) => string };

const shown = (field: string, value: unknown, t: ReturnType<typeof useText>, places: Places): string => {
  if (field === 'grade') return places.gradeName(String(value));
  if (field === 'calendar') return calendarWords(value as ShopCalendar, t);
  if (field === 'shopId') return places.shopName(String(value));
  if (field === 'teamId') return places.teamName(String(value));
  if (field === 'preset') return places.presetName(String(value));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const flat = (value: unknown, t: ReturnType<typeof useText>, places: Places): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([field, one]) => one !== null && fieldName(field, t) !== null)
        .map(([field, one]) => `${fieldName(field, t) ?? field} ${shown(field, one, t, places)}`)
        .join(' · ')
    : '';

const Detail = ({ line, places }: { line: AuditLine; places: Places }) => {
  const t = useText();
  const before = flat(line.before, t, places);
  const after = flat(line.after, t, places);
  return (
    <div className={css['json']}>
      {before !== '' && <div>{`${t('auditBefore')} ${before}`}</div>}
      {after !== '' && <div>{before === '' ? after : `${t('auditAfter')} ${after}`}</div>}
      {line.reason}
    </div>
  );
};
