import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Table, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { shortMoment, span } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { FloorTabs } from '../floor-tabs';
import css from '../floor.module.css';
import { useText } from '../text';

const kinds = ['unanswered', 'offline', 'unfinished', 'not-ordered', 'no-reply'] as const;
type Kind = (typeof kinds)[number];
type Row = {
  id: string;
  state: string;
  buyerName: string;
  channelName: string;
  assigneeName: string | null;
  waitingSince: string | null;
  closedAt: string | null;
  outcome: string | null;
  tags: string[];
  lastText: string;
  lastAt: string;
};
type Answer = { rows: Row[]; next: string | null; onlyOwn: boolean; days: number | null };

const isKind = (text: string | null): text is Kind => kinds.some((kind) => kind === text);

/** Buyers to come back to; the conversation opens where one writes, puts it aside or hands it on. */
export const ListsPage = () => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const now = useMinute();
  const may = useMay('reception.conversation.read');
  const [search, setSearch] = useSearchParams();
  const named = search.get('kind');
  const kind: Kind = isKind(named) ? named : 'unanswered';
  const list = useInfiniteQuery({
    queryKey: ['floor', shop.id, 'lists', kind],
    queryFn: ({ pageParam, signal }) =>
      api.get<Answer>('/api/reception/floor/lists', { query: { shop: shop.id, kind, before: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: may && shop.id !== '',
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const first = list.data?.pages[0];
  return (
    <Page title={t('lists')}>
      <FloorTabs />
      {!may && <NoRight right={t('ratingsRight')} />}
      {may && (
        <div className={css['row']}>
          <Segmented<Kind>
            value={kind}
            onChange={(value) => setSearch({ kind: value }, { replace: true })}
            options={kinds.map((value) => ({ value, label: t(`list-${value}`) }))}
          />
        </div>
      )}
      {may && list.isPending && <Loading rows={8} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {first !== undefined && (
        <p className={css['hint']}>
          {t(`listHint-${kind}`)}{' '}
          {kind !== 'unanswered' && kind !== 'offline' && first.days !== null ? t('listDays', { n: first.days }) : ''}
        </p>
      )}
      {first !== undefined && rows.length === 0 && <State title={t('listEmpty')} text={t('listEmptyText')} />}
      {rows.length > 0 && (
        <Table<Row>
          size="small"
          rowKey="id"
          dataSource={rows}
          pagination={false}
          scroll={{ x: 960 }}
          columns={[
            {
              title: t('buyer'),
              width: 130,
              ellipsis: true,
              render: (_, row) => <Link to={`/reception/${row.id}`}>{row.buyerName}</Link>,
            },
            { title: t('lastLine'), ellipsis: true, render: (_, row) => row.lastText },
            {
              title: t('since'),
              width: 130,
              render: (_, row) =>
                row.waitingSince !== null
                  ? t('waits', { span: span(Math.max(0, now - Date.parse(row.waitingSince))) })
                  : shortMoment(row.closedAt ?? row.lastAt, shop.zone, now),
            },
            { title: t('with'), width: 100, ellipsis: true, render: (_, row) => row.assigneeName ?? '' },
            { title: t('outcome'), width: 120, ellipsis: true, render: (_, row) => row.outcome ?? '' },
            { title: t('tags'), width: 150, render: (_, row) => row.tags.map((tag) => <Tag key={tag}>{tag}</Tag>) },
            {
              key: 'acts',
              width: 90,
              render: (_, row) => <Link to={`/reception/${row.id}`}>{t('comeBack')}</Link>,
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {shared('more')}
        </Button>
      )}
    </Page>
  );
};
