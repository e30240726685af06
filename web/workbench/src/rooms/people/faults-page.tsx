import { useState } from 'react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Segmented } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { PeopleTabs } from './people-tabs';
import { useText } from './text';
import css from './people.module.css';
import type { FaultLine } from './wire';

type FaultPage = { faults: FaultLine[]; next: number | null };

export const FaultsPage = () => {
  const t = useText();
  const [open, setOpen] = useState(true);
  const faults = useInfiniteQuery({
    queryKey: ['people', 'faults', open],
    queryFn: ({ pageParam, signal }) =>
      api.get<FaultPage>('/api/people/faults', { query: { open, before: pageParam, limit: 50 }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const lines = faults.data?.pages.flatMap((page) => page.faults) ?? [];
  return (
    <Page title={t('faultsTitle')}>
      <PeopleTabs />
      <Segmented
        value={open ? 'open' : 'all'}
        onChange={(value) => setOpen(value === 'open')}
        options={[
          { value: 'open', label: t('faultsOpen') },
          { value: 'all', label: t('auditAll') },
        ]}
      />
      {faults.error !== null && <LoadFailed error={faults.error} onRetry={() => void faults.refetch()} />}
      {faults.isPending && <Loading />}
      {faults.isSuccess && lines.length === 0 && <State title={t('noFaults')} text={t('noFaultsText')} />}
      {lines.map((fault) => (
        <Fault key={fault.id} fault={fault} />
      ))}
      {faults.hasNextPage && (
        <Button type="link" loading={faults.isFetchingNextPage} onClick={() => void faults.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </Page>
  );
};

const Fault = ({ fault }: { fault: FaultLine }) => {
  const t = useText();
  const zone = useZone();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mayHandle = useMay('people.person.edit');
  const [answer, setAnswer] = useState('');
  const handle = async () => {
    try {
      await api.post(`/api/people/faults/${fault.id}/handle`, { answer });
      await queries.invalidateQueries({ queryKey: ['people', 'faults'] });
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  return (
    <Section>
      <div>{fault.what}</div>
      <p className={css['quiet']} title={fault.client}>
        {fault.reporter} · {fullMoment(fault.at, zone)} · {fault.page}
      </p>
      {fault.handledAt !== null && (
        <p className={css['quiet']}>
          {t('faultHandled', { name: fault.handledBy ?? '' })} {fault.answer}
        </p>
      )}
      {fault.handledAt === null && mayHandle && (
        <div className={css['row']}>
          <Input
            style={{ maxWidth: 320 }}
            placeholder={t('faultAnswer')}
            aria-label={t('faultAnswer')}
            maxLength={500}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <Button onClick={() => void handle()}>{t('faultHandle')}</Button>
        </div>
      )}
    </Section>
  );
};
