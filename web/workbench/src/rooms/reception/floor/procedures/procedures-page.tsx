import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { shortMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { Section } from '@/shared/ui/page';
import { State } from '@/shared/ui/states';
import { MonthFrame } from '../month-frame';
import floor from '../floor.module.css';
import { useText } from '../text';
import css from './procedures.module.css';
import type { Procedure } from './wire';

type Row = {
  conversation: string;
  number: number;
  key: string;
  title: string;
  topic: string | null;
  openedBy: string | null;
  openedAt: string;
  done: number;
  steps: number;
  left: string[];
};
type Sum = { key: string; title: string; opened: number; done: number };
type Answer = {
  month: string;
  book: Procedure[];
  sums: Sum[];
  rows: Row[];
  hasMore: boolean;
  onlyOwn: boolean;
};

/** What the book's procedures are, how often each was opened and gone through, and the conversations behind the numbers. */
export const ProceduresPage = () => {
  const t = useText();
  const shop = useShop();
  const now = useMinute();
  const may = useMay('reception.conversation.read');
  const [search, setSearch] = useSearchParams();
  const [key, setKey] = useState<string | null>(null);
  const month = search.get('month');
  const list = useQuery({
    queryKey: ['floor', shop.id, 'procedures', month],
    queryFn: ({ signal }) => api.get<Answer>('/api/reception/procedures', { query: { shop: shop.id, month }, signal }),
    enabled: may && shop.id !== '',
  });
  return (
    <MonthFrame
      title={t('procedures')}
      may={may}
      list={list}
      onMonth={(value) => setSearch({ month: value }, { replace: true })}
    >
      {(data) => {
        const rows = data.rows.filter((row) => key === null || row.key === key);
        return (
          <>
            <div className={floor['tiles']}>
              {data.sums.map((sum) => (
                <button
                  key={sum.key}
                  type="button"
                  className={floor['tile']}
                  aria-pressed={key === sum.key}
                  onClick={() => setKey(key === sum.key ? null : sum.key)}
                >
                  <span className={floor['tileName']}>{sum.title}</span>
                  <b>{sum.opened}</b>
                  <span className={floor['hint']}>{t('procedureSum', { done: sum.done, of: sum.opened })}</span>
                </button>
              ))}
            </div>
            {data.rows.length === 0 ? (
              <State title={t('noProcedures')} text={t('noProceduresText')} />
            ) : (
              <Table<Row>
                size="small"
                rowKey={(row) => `${row.conversation} ${row.key}`}
                dataSource={rows}
                pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
                scroll={{ x: 860 }}
                columns={[
                  {
                    title: t('talk'),
                    width: 90,
                    render: (_, row) => <Link to={`/reception/${row.conversation}`}>#{row.number}</Link>,
                  },
                  { title: t('procedures'), dataIndex: 'title', width: 140, ellipsis: true },
                  { title: t('procedureBecause'), width: 120, render: (_, row) => row.topic ?? t('procedureByHand') },
                  { title: t('procedureBy'), width: 100, ellipsis: true, render: (_, row) => row.openedBy ?? '' },
                  { title: t('since'), width: 130, render: (_, row) => shortMoment(row.openedAt, shop.zone, now) },
                  {
                    title: t('procedureTicked'),
                    width: 90,
                    sorter: (a, b) => a.done / a.steps - b.done / b.steps,
                    render: (_, row) => t('needCount', { n: row.done, of: row.steps }),
                  },
                  { title: t('procedureMissing'), ellipsis: true, render: (_, row) => row.left.join(t('comma')) },
                ]}
              />
            )}
            {data.hasMore && <p className={floor['hint']}>{t('ratingsMore')}</p>}
            <div className={css['gap']} />
            <Section title={t('procedureBook')}>
              {data.book.length === 0 && <p className={floor['hint']}>{t('noGuides')}</p>}
              <div className={css['book']}>
                {data.book.map((one) => (
                  <article key={one.key}>
                    <h3 className={floor['guide']}>{one.title}</h3>
                    <p className={floor['hint']}>
                      {(one.topics ?? []).length === 0
                        ? t('procedureHandOnly')
                        : t('procedureWhen', { topics: (one.topics ?? []).join(t('comma')) })}
                      {one.reports === true && ` ${t('procedureReports')}`}
                    </p>
                    <ol className={css['bookSteps']}>
                      {one.steps.map((step) => (
                        <li key={step.do}>
                          {step.do}
                          {step.say ? (
                            <div className={floor['hint']}>{t('procedureSay', { words: step.say })}</div>
                          ) : null}
                        </li>
                      ))}
                    </ol>
                  </article>
                ))}
              </div>
            </Section>
          </>
        );
      }}
    </MonthFrame>
  );
};
