import { useState } from 'react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { dayKey, fullMoment } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { MonthPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CustomerTabs } from './customer-tabs';
import css from './dossier.module.css';
import { useText } from './text';

type Rating = 'good' | 'neutral' | 'bad' | 'unrated';
type TopicCount = { key: string; name: string; total: number } & Record<Rating, number>;
type Review = {
  order: string;
  at: string;
  rating: Exclude<Rating, 'unrated'> | null;
  stars: number | null;
  text: string | null;
  topics: string[];
  isDecided: boolean;
};
type Report = {
  month: string;
  reviews: number;
  withoutTopic: number;
  topics: TopicCount[];
  lines: Review[];
  next: string | null;
  choices: { key: string; name: string }[];
  mayDecide: boolean;
};
type Chosen = { topic?: string; rating?: Rating };

const ratings: Rating[] = ['good', 'neutral', 'bad', 'unrated'];

export const ReviewsPage = () => {
  const t = useText();
  const { zone } = useShop();
  const now = useNow();
  const may = useMay('orders.order.read-all');
  const [month, setMonth] = useState(dayKey(now, zone).slice(0, 7));
  return (
    <Page title={t('reviewsTab')} actions={<MonthPicker label={t('month')} value={month} onChange={setMonth} />}>
      <CustomerTabs />
      {may ? <Topics key={month} month={month} /> : <NoRight right={t('rightOrders')} />}
    </Page>
  );
};

const Topics = ({ month }: { month: string }) => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const [chosen, setChosen] = useState<Chosen>({});
  const found = useInfiniteQuery({
    queryKey: ['review-topics', shop.id, month, chosen],
    queryFn: ({ pageParam, signal }) =>
      api.get<Report>('/api/orders/reviews', {
        query: { shop: shop.id, month, after: pageParam, ...chosen },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const [report] = found.data.pages;
  if (report === undefined) return null;
  if (report.reviews === 0) return <State title={t('emptyReviews')} text={t('emptyReviewsText')} />;
  const door = (number: number, next: Chosen) =>
    number === 0 ? (
      0
    ) : (
      <Button type="link" size="small" onClick={() => setChosen(next)}>
        {number}
      </Button>
    );
  const lines = found.data.pages.flatMap((one) => one.lines);
  return (
    <>
      <Section title={t('reviewTopics')}>
        <Table<TopicCount>
          size="small"
          rowKey="key"
          pagination={false}
          scroll={{ x: 520 }}
          dataSource={report.topics}
          columns={[
            { title: t('topic'), dataIndex: 'name', width: 140 },
            ...ratings.map((rating) => ({
              title: t(`rating-${rating}`),
              key: rating,
              width: 80,
              align: 'right' as const,
              render: (_: unknown, row: TopicCount) => door(row[rating], { topic: row.key, rating }),
            })),
            {
              title: t('number'),
              key: 'total',
              width: 80,
              align: 'right',
              defaultSortOrder: 'descend',
              sorter: (a, b) => a.total - b.total,
              render: (_, row) => door(row.total, { topic: row.key }),
            },
            {
              title: t('share'),
              key: 'share',
              width: 80,
              align: 'right',
              render: (_, row) => `${Math.round((row.total / report.reviews) * 100)}%`,
            },
          ]}
        />
        <p className={css['quiet']}>{t('reviewHint', { n: report.reviews })}</p>
      </Section>
      <Section
        title={t('reviewsTab')}
        actions={
          <Select
            className={css['name'] ?? ''}
            aria-label={t('topic')}
            value={chosen.topic ?? ''}
            onChange={(topic) => setChosen(topic === '' ? {} : { topic })}
            options={[
              { value: '', label: t('allTopics') },
              ...report.topics.map((one) => ({ value: one.key, label: `${one.name} (${one.total})` })),
              { value: 'none', label: `${t('noTopic')} (${report.withoutTopic})` },
            ]}
          />
        }
      >
        {chosen.rating !== undefined && (
          <Tag closable onClose={() => setChosen(chosen.topic === undefined ? {} : { topic: chosen.topic })}>
            {t(`rating-${chosen.rating}`)}
          </Tag>
        )}
        <ul className={css['list']}>
          {lines.map((line) => (
            <ReviewLine key={`${line.order} ${line.at}`} line={line} report={report} />
          ))}
        </ul>
        {found.hasNextPage && (
          <div className={css['more']}>
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {shared('more')}
            </Button>
          </div>
        )}
      </Section>
    </>
  );
};

const ReviewLine = ({ line, report }: { line: Review; report: Report }) => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const decide = useMutation({
    mutationFn: (topics: string[]) =>
      api.post('/api/orders/reviews/topics', { shop: shop.id, order: line.order, at: line.at, topics }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['review-topics'] }),
    onError: (error) => message.error(toProblem(error).detail),
  });
  const named = (key: string) => report.choices.find((one) => one.key === key)?.name ?? key;
  return (
    <li className={css['review']}>
      <div className={css['words']}>{line.text ?? t('noWords')}</div>
      <div className={css['line']}>
        <span className={css['quiet']}>
          {line.rating === null ? '' : t(`rating-${line.rating}`)} {fullMoment(line.at, shop.zone)}{' '}
          <Link to={`/orders/${encodeURIComponent(line.order)}`}>{line.order}</Link>
        </span>
        {report.mayDecide ? (
          <Select
            mode="multiple"
            size="small"
            className={css['choices'] ?? ''}
            aria-label={t('topic')}
            placeholder={t('noTopic')}
            loading={decide.isPending}
            value={line.topics}
            options={report.choices.map((one) => ({ value: one.key, label: one.name }))}
            onChange={(topics: string[]) => decide.mutate(topics)}
          />
        ) : (
          line.topics.map((key) => <Tag key={key}>{named(key)}</Tag>)
        )}
        {line.isDecided && <span className={css['quiet']}>{t('decidedByHand')}</span>}
      </div>
    </li>
  );
};
