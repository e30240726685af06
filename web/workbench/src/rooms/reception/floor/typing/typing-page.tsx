import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, Tag } from 'antd';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { FloorTabs } from '../floor-tabs';
import floor from '../floor.module.css';
import { useText } from '../text';
import { Practice } from './practice';
import type { Day, Everybody, Own, PersonLine } from './wire';

/** Typing: practise with the shop's own words, see one's days, and, with the right, who is below the standard. */
export const TypingPage = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('reception.message.send');
  const own = useQuery({
    queryKey: ['typing', shop.id, 'own'],
    queryFn: ({ signal }) => api.get<Own>('/api/reception/typing', { query: { shop: shop.id }, signal }),
    enabled: may && shop.id !== '',
  });
  return (
    <Page title={t('typing')}>
      <FloorTabs />
      {!may && <NoRight right={t('mineRight')} />}
      {may && own.isPending && <Loading rows={8} />}
      {own.isError && <LoadFailed error={own.error} onRetry={() => void own.refetch()} />}
      {own.data !== undefined && (
        <>
          <p className={floor['hint']}>
            {own.data.standard === null ? t('typingNoStandard') : t('typingStandard', { n: own.data.standard })}{' '}
            {t('typingRule')}
          </p>
          <Practice own={own.data} />
          <Section title={t('typingDays')}>
            {own.data.days.length === 0 ? (
              <p className={floor['hint']}>
                {t('typingNoDays')}
                {t('typingNoDaysText')}
              </p>
            ) : (
              <Days days={own.data.days} standard={own.data.standard} />
            )}
          </Section>
          {own.data.maySeeOthers && <Others />}
        </>
      )}
    </Page>
  );
};

const Days = ({ days, standard }: { days: Day[]; standard: number | null }) => {
  const t = useText();
  return (
    <Table<Day>
      size="small"
      rowKey="day"
      dataSource={days}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 420 }}
      columns={[
        { title: t('typingDay'), dataIndex: 'day', width: 120 },
        {
          title: t('typingSpeed'),
          width: 130,
          sorter: (a, b) => a.speed - b.speed,
          render: (_, day) => <Speed speed={day.speed} isBelow={standard !== null && day.speed < standard} />,
        },
        { title: t('typingErrors'), width: 110, render: (_, day) => t('typingErrorRate', errorsOf(day)) },
        { title: t('typingRuns'), dataIndex: 'runs', width: 70 },
      ]}
    />
  );
};

const errorsOf = (day: Day) => ({
  n: day.errors,
  rate: ((100 * day.errors) / Math.max(1, day.right + day.errors)).toFixed(1),
});

const Speed = ({ speed, isBelow }: { speed: number; isBelow: boolean }) => {
  const t = useText();
  return (
    <>
      {t('typingPerMinute', { n: speed })} {isBelow && <Tag color="gold">{t('typingBelow')}</Tag>}
    </>
  );
};

const Others = () => {
  const t = useText();
  const shop = useShop();
  const [open, setOpen] = useState<PersonLine | null>(null);
  const all = useQuery({
    queryKey: ['typing', shop.id, 'people'],
    queryFn: ({ signal }) => api.get<Everybody>('/api/reception/typing/people', { query: { shop: shop.id }, signal }),
  });
  return (
    <Section title={t('typingPeople')}>
      {all.isPending && <Loading rows={4} />}
      {all.isError && <LoadFailed error={all.error} onRetry={() => void all.refetch()} />}
      {all.data !== undefined && (
        <Table<PersonLine>
          size="small"
          rowKey="id"
          dataSource={all.data.people}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 660 }}
          columns={[
            {
              title: t('agent'),
              width: 140,
              ellipsis: true,
              render: (_, line) =>
                line.days === 0 ? (
                  line.name
                ) : (
                  <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(line)}>
                    {line.name}
                  </Button>
                ),
            },
            {
              title: t('typingLast'),
              width: 180,
              render: (_, line) =>
                line.last === null ? (
                  <span className={floor['hint']}>{t('typingNever')}</span>
                ) : (
                  <Speed speed={line.last.speed} isBelow={line.isBelow} />
                ),
            },
            {
              title: t('typingErrors'),
              width: 120,
              render: (_, line) => (line.last === null ? '' : t('typingErrorRate', errorsOf(line.last))),
            },
            { title: t('typingBest'), width: 90, render: (_, line) => line.best ?? '' },
            { title: t('typingDay'), width: 120, render: (_, line) => line.last?.day ?? '' },
          ]}
        />
      )}
      {open !== null && <Person key={open.id} person={open} />}
    </Section>
  );
};

const Person = ({ person }: { person: PersonLine }) => {
  const t = useText();
  const shop = useShop();
  const one = useQuery({
    queryKey: ['typing', shop.id, 'people', person.id],
    queryFn: ({ signal }) =>
      api.get<Own>(`/api/reception/typing/people/${person.id}`, { query: { shop: shop.id }, signal }),
  });
  return (
    <Section title={t('typingOf', { name: person.name })}>
      {one.isPending && <Loading rows={3} />}
      {one.isError && <LoadFailed error={one.error} onRetry={() => void one.refetch()} />}
      {one.data !== undefined && <Days days={one.data.days} standard={one.data.standard} />}
    </Section>
  );
};
