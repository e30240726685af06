import { useState } from 'react';
import { App, Button, Segmented, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay } from '@/shared/session';
import { copyText } from '@/shared/ui/copy-text';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CustomerTabs } from './customer-tabs';
import css from './dossier.module.css';
import { EndSuggestion } from './end-suggestion';
import { Source } from './source';
import { useText } from './text';
import { choicesOf, useScheme, useSuggestionCounts, useSuggestions } from './use-dossier';
import type { Suggestion, SuggestionCount } from './wire';

export const SuggestionsPage = () => {
  const t = useText();
  const may = useMay('shop.buyer.read');
  return (
    <Page title={t('suggestionsTab')}>
      <CustomerTabs />
      {may ? (
        <>
          <Archive />
          <Needs />
        </>
      ) : (
        <NoRight right={t('right')} />
      )}
    </Page>
  );
};

const Archive = () => {
  const t = useText();
  const shared = useSharedText();
  const mayEdit = useMay('shop.buyer.edit');
  const scheme = useScheme();
  const [state, setState] = useState('open');
  const [topic, setTopic] = useState('');
  const [ends, setEnds] = useState<Suggestion | null>(null);
  const list = useSuggestions({ state, topic });
  const columns = useColumns(mayEdit ? setEnds : null);
  const rows = list.data?.pages.flatMap((one) => one.suggestions) ?? [];
  return (
    <Section>
      <div className={css['bar']}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'open', label: t('open') },
            { value: 'ended', label: t('endedStates') },
            { value: 'all', label: t('allStates') },
          ]}
        />
        <Select
          className={css['name'] ?? ''}
          aria-label={t('topic')}
          value={topic}
          onChange={setTopic}
          options={[{ value: '', label: t('allTopics') }, ...choicesOf(scheme.data?.scheme.topics)]}
        />
      </div>
      {list.isPending && <Loading rows={5} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && (
        <State title={t('emptySuggestions')} text={t('emptySuggestionsText')} />
      )}
      {rows.length > 0 && (
        <Table size="small" rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 720 }} />
      )}
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {shared('more')}
          </Button>
        </div>
      )}
      {ends !== null && <EndSuggestion buyer={ends.buyer ?? ''} one={ends} onDone={() => setEnds(null)} />}
    </Section>
  );
};

const useColumns = (onEnd: ((one: Suggestion) => void) | null): TableColumnsType<Suggestion> => {
  const t = useText();
  return [
    { title: t('topic'), dataIndex: 'topicName', width: 90 },
    {
      title: t('suggestionText'),
      key: 'text',
      render: (_, one) => (
        <>
          <span className={css['words']}>{one.text}</span>
          {one.answer !== null && <div className={css['quiet']}>{one.answer}</div>}
        </>
      ),
    },
    {
      title: t('customer'),
      key: 'buyer',
      width: 120,
      render: (_, one) => <Link to={`/customers/${one.buyer}`}>{one.buyerName}</Link>,
    },
    { title: t('state'), key: 'state', width: 90, render: (_, one) => t(`state-${one.state}`) },
    { title: t('age'), key: 'age', width: 80, render: (_, one) => t('ageDays', { n: one.ageDays }) },
    {
      title: t('dueOn'),
      key: 'due',
      width: 120,
      render: (_, one) => (
        <span className={one.isLate ? css['late'] : undefined}>
          {one.dueOn} {one.isLate && t('late')}
        </span>
      ),
    },
    {
      key: 'act',
      width: 130,
      render: (_, one) => (
        <span className={css['line']}>
          <Source conversation={one.conversation} seq={one.seq} />
          {onEnd !== null && one.state === 'open' && (
            <Button size="small" onClick={() => onEnd(one)}>
              {t('end')}
            </Button>
          )}
        </span>
      ),
    },
  ];
};

/** What is asked for, by topic and month: what proposals to operations stand on. */
const Needs = () => {
  const t = useText();
  const shared = useSharedText();
  const { message } = App.useApp();
  const counts = useSuggestionCounts();
  const scheme = useScheme();
  if (counts.isPending || scheme.isPending) return <Loading rows={3} />;
  if (counts.isError) return <LoadFailed error={counts.error} onRetry={() => void counts.refetch()} />;
  const named = (key: string) => scheme.data?.scheme.topics.find((one) => one.key === key)?.name ?? key;
  const { months, rows } = tableOf(counts.data.rows, named);
  const copy = async () => {
    const lines = [
      [t('topic'), ...months],
      ...rows.map((row) => [row.topic, ...months.map((month) => row.byMonth.get(month) ?? 0)]),
    ];
    if (await copyText(lines.map((line) => line.join('\t')).join('\n'))) void message.success(shared('copiedCells'));
    else void message.error(shared('copyFailed'));
  };
  return (
    <Section
      title={t('needs')}
      actions={
        rows.length > 0 && (
          <Button size="small" onClick={() => void copy()}>
            {t('copyTable')}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <span className={css['quiet']}>{t('needsEmpty')}</span>
      ) : (
        <Table
          size="small"
          rowKey="topic"
          dataSource={rows}
          pagination={false}
          scroll={{ x: 120 + months.length * 90 }}
          columns={[
            { title: t('topic'), dataIndex: 'topic', width: 120 },
            ...months.map((month) => ({
              title: month,
              key: month,
              width: 90,
              align: 'right' as const,
              render: (_: unknown, row: NeedRow) => row.byMonth.get(month) ?? 0,
            })),
          ]}
        />
      )}
    </Section>
  );
};

type NeedRow = { topic: string; byMonth: Map<string, number> };

/** Counts per topic and month, the topic with the most first. */
export const tableOf = (
  counts: readonly SuggestionCount[],
  named: (key: string) => string,
): { months: string[]; rows: NeedRow[] } => {
  const months = [...new Set(counts.map((one) => one.month))].sort();
  const topics = [...new Set(counts.map((one) => one.topic))];
  const rows = topics.map((topic) => {
    const byMonth = new Map<string, number>();
    for (const one of counts.filter((count) => count.topic === topic))
      byMonth.set(one.month, (byMonth.get(one.month) ?? 0) + one.number);
    return { topic: named(topic), byMonth };
  });
  const total = (row: NeedRow) => [...row.byMonth.values()].reduce((sum, n) => sum + n, 0);
  return { months, rows: rows.sort((a, b) => total(b) - total(a)) };
};
