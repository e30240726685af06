import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Segmented, Tag } from 'antd';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CareCall } from '../dossier/care-call';
import { CustomerTabs } from '../dossier/customer-tabs';
import { EndSuggestion } from '../dossier/end-suggestion';
import { BuyerNotices } from '../lists/notices';
import { CallbackDialog } from './callback-dialog';
import css from './day.module.css';
import { DayRow, type DayAct } from './day-row';
import { MarkDialog } from './mark-dialog';
import { useText } from './text';
import { kinds, type Day, type DayKind, type DayLine } from './wire';

type Whose = 'mine' | 'all';

/** An agent's daily list: what every room has for them, in one order. */
export const DayPage = () => {
  const t = useText();
  const may = useMay('shop.buyer.read');
  const [whose, setWhose] = useState<Whose>('mine');
  return (
    <Page
      title={t('title')}
      actions={
        <Segmented
          value={whose}
          onChange={setWhose}
          options={[
            { value: 'mine' as const, label: t('mine') },
            { value: 'all' as const, label: t('everybodys') },
          ]}
        />
      }
    >
      <CustomerTabs />
      {may && <BuyerNotices />}
      {may ? <Today whose={whose} /> : <NoRight right={t('right')} />}
    </Page>
  );
};

const Today = ({ whose }: { whose: Whose }) => {
  const t = useText();
  const shop = useShop();
  const [kind, setKind] = useState<DayKind | 'all'>('all');
  const [doing, setDoing] = useState<{ line: DayLine; act: DayAct } | null>(null);
  const found = useQuery({
    queryKey: ['callbacks', shop.id, whose],
    queryFn: ({ signal }) => api.get<Day>('/api/shop/day', { query: { shop: shop.id, whose }, signal }),
    enabled: shop.id !== '',
    refetchInterval: 60_000,
  });
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const day = found.data;
  const shown = day.matters.filter((line) => kind === 'all' || line.kind === kind);
  const of = (one: DayKind) => day.counts.find((count) => count.kind === one)?.number ?? 0;
  const rowOf = (line: DayLine, mayAct: boolean) => (
    <DayRow
      key={`${line.kind}.${line.ref}`}
      line={line}
      showsOwner={whose === 'all'}
      mayEdit={day.mayEdit}
      {...(mayAct ? { onAct: (act: DayAct) => setDoing({ line, act }) } : {})}
    />
  );
  return (
    <>
      {day.matters.length === 0 ? (
        <State title={t('empty')} text={t('emptyText')} />
      ) : (
        <Section>
          <div className={css['bar']}>
            <div className={css['kinds']} role="group" aria-label={t('title')}>
              <Tag.CheckableTag checked={kind === 'all'} onChange={() => setKind('all')}>
                {t('all')} {day.matters.length}
              </Tag.CheckableTag>
              {kinds
                .filter((one) => of(one) > 0)
                .map((one) => (
                  <Tag.CheckableTag key={one} checked={kind === one} onChange={() => setKind(one)}>
                    {t(`kind-${one}`)} {of(one)}
                  </Tag.CheckableTag>
                ))}
            </div>
            {day.dealt.length > 0 && (
              <span className={css['quiet']}>{t('dealtToday', { n: day.dealt.filter(isDone).length })}</span>
            )}
          </div>
          {shown.length === 0 && <p className={css['quiet']}>{t('emptyKind')}</p>}
          <ul className={css['list']}>{shown.map((line) => rowOf(line, true))}</ul>
          {day.hasMore && <p className={css['quiet']}>{t('hasMore')}</p>}
        </Section>
      )}
      {day.later.length > 0 && (
        <Section title={t('putAway', { n: day.later.length })}>
          <ul className={css['list']}>{day.later.map((line) => rowOf(line, false))}</ul>
        </Section>
      )}
      <StandardLine day={day} />
      {doing !== null && <Doing doing={doing} day={day} onDone={() => setDoing(null)} />}
    </>
  );
};

const isDone = (one: Day['dealt'][number]) => one.state === 'done';

const StandardLine = ({ day }: { day: Day }) => {
  const t = useText();
  const { standard } = day;
  if (standard.reached + standard.unreached + standard.open + standard.declined + standard.skipped === 0) return null;
  return (
    <p className={css['quiet']}>
      {t('standard', { ...standard })}
      {standard.late > 0 && t('standardLate', { n: standard.late })}
    </p>
  );
};

type DoingProps = { doing: { line: DayLine; act: DayAct }; day: Day; onDone: () => void };

const Doing = ({ doing: { line, act }, day, onDone }: DoingProps) => {
  if (act !== 'act') return <MarkDialog line={line} state={act} day={day} onDone={onDone} />;
  const name = line.buyerName ?? '';
  switch (line.kind) {
    case 'callback':
      return <CallbackDialog id={line.ref} name={name} onDone={onDone} />;
    case 'care':
      return <CareCall buyer={line.buyer ?? ''} name={name} version={line.version ?? 0} onDone={onDone} />;
    case 'greeting':
      return (
        <CareCall
          buyer={line.buyer ?? ''}
          name={name}
          version={0}
          path={`/api/shop/greetings/${line.ref}/end`}
          onDone={onDone}
        />
      );
    case 'suggestion':
      return <EndSuggestion buyer={line.buyer ?? ''} one={{ id: line.ref, text: line.text }} onDone={onDone} />;
    case 'talk':
    case 'promise':
    case 'order':
      return null;
  }
};
