import { useQuery } from '@tanstack/react-query';
import { Select, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { State } from '@/shared/ui/states';
import css from '../floor.module.css';
import { MonthFrame } from '../month-frame';
import { useText } from '../text';

type Row = {
  conversation: string;
  invitedAt: string;
  name: string | null;
  ratedAt: string | null;
  stars: number | null;
  invitedBy: string | null;
  comment: string | null;
};
type Sum = {
  person: string | null;
  name: string | null;
  invited: number;
  rated: number;
  satisfied: number;
  byStars: number[];
};
type Ratings = { month: string; rows: Row[]; people: Sum[]; all: Sum; hasMore: boolean; onlyOwn: boolean };

const levels = [5, 4, 3, 2, 1] as const;
const share = (part: number, whole: number, none: string) =>
  whole === 0 ? none : `${((part / whole) * 100).toFixed(1)}%`;

/** What buyers said of the service: sums by person, and the conversations behind them. */
export const RatingsPage = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('reception.conversation.read');
  const [search, setSearch] = useSearchParams();
  const month = search.get('month') ?? '';
  const stars = search.get('stars') ?? '';
  const list = useQuery({
    queryKey: ['ratings', shop.id, month, stars],
    queryFn: ({ signal }) =>
      api.get<Ratings>('/api/reception/ratings', { query: { shop: shop.id, month, stars }, signal }),
    placeholderData: (before) => before,
    enabled: may && shop.id !== '',
  });
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <MonthFrame
      title={t('ratings')}
      may={may}
      list={list}
      onMonth={(month) => change('month', month)}
      filters={
        <Select
          className={css['pick'] ?? ''}
          aria-label={t('level')}
          value={stars}
          onChange={(value: string) => change('stars', value)}
          options={[
            { value: '', label: t('allLevels') },
            ...levels.map((level) => ({ value: String(level), label: t(`stars-${level}`) })),
          ]}
        />
      }
    >
      {(data) => <Shown of={data} />}
    </MonthFrame>
  );
};

const Shown = ({ of }: { of: Ratings }) => {
  const t = useText();
  const { zone } = useShop();
  if (of.all.invited === 0) return <State title={t('noRatings')} text={t('noRatingsText')} />;
  return (
    <>
      <div className={css['tiles']}>
        <Tile
          name={t('satisfaction')}
          value={share(of.all.satisfied, of.all.rated, t('none'))}
          note={t('ofRated', { n: of.all.satisfied, of: of.all.rated })}
        />
        <Tile
          name={t('ratedRate')}
          value={share(of.all.rated, of.all.invited, t('none'))}
          note={t('ofInvited', { n: of.all.rated, of: of.all.invited })}
        />
        {levels.map((level) => (
          <Tile key={level} name={t(`stars-${level}`)} value={String(of.all.byStars[level - 1] ?? 0)} note="" />
        ))}
      </div>
      {of.people.length > 1 && (
        <Section title={t('byPerson')}>
          <Table<Sum>
            size="small"
            rowKey={(one) => one.person ?? ''}
            dataSource={of.people}
            pagination={of.people.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
            scroll={{ x: 480 }}
            columns={[
              { title: t('person'), render: (_, one) => one.name ?? t('nobody') },
              { title: t('invited'), dataIndex: 'invited', align: 'right' },
              { title: t('rated'), dataIndex: 'rated', align: 'right', sorter: (a, b) => a.rated - b.rated },
              {
                title: t('satisfaction'),
                align: 'right',
                render: (_, one) => share(one.satisfied, one.rated, t('none')),
              },
            ]}
          />
        </Section>
      )}
      <Section title={t('ratingRows', { n: of.rows.length })}>
        {of.hasMore && <p className={css['hint']}>{t('ratingsMore')}</p>}
        <Table<Row>
          size="small"
          rowKey="conversation"
          dataSource={of.rows}
          pagination={of.rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          scroll={{ x: 760 }}
          columns={[
            {
              title: t('level'),
              render: (_, one) => (one.stars === null ? t('notRated') : t(`stars-${one.stars as 1}`)),
            },
            { title: t('person'), render: (_, one) => one.name ?? t('nobody') },
            {
              title: t('ratedAt'),
              render: (_, one) => (one.ratedAt === null ? '' : fullMoment(one.ratedAt, zone)),
            },
            {
              title: t('comment'),
              width: 260,
              render: (_, one) => <span className={css['said']}>{one.comment ?? ''}</span>,
            },
            {
              title: t('invitedBy'),
              render: (_, one) => one.invitedBy ?? t('invitedByHouse'),
            },
            {
              title: t('talk'),
              render: (_, one) => <Link to={`/reception/${one.conversation}`}>{t('openTalk')}</Link>,
            },
          ]}
        />
      </Section>
    </>
  );
};

const Tile = ({ name, value, note }: { name: string; value: string; note: string }) => (
  <div className={css['tile']}>
    <span className={css['tileName']}>{name}</span>
    <b>{value}</b>
    <span className={css['hint']}>{note}</span>
  </div>
);
