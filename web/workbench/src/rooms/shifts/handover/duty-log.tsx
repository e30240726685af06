import { useState } from 'react';
import { Alert, App, Button, Dropdown, Input, Segmented } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import css from './handover.module.css';
import { ItemText } from './item-text';
import { useText } from './text';
import { useHandoverAct, useLog, type LogWanted } from './use-handover';
import type { LogAge, LogItem } from './wire';

const dayMs = 86_400_000;

/** What happened and was ordered: open items oldest first with how many there are of which age, closed ones newest first. */
export const DutyLog = () => {
  const t = useText();
  const shop = useShop();
  const [wanted, setWanted] = useState<LogWanted>({ state: 'open', whose: 'mine', level: 'all' });
  const log = useLog(wanted);
  const first = log.data?.pages[0];
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  const address = (format: string) => {
    const query = new URLSearchParams({ shop: shop.id, state: wanted.state, whose: wanted.whose, format });
    if (wanted.level !== 'all') query.set('level', wanted.level);
    return `/api/shifts/log/export?${query.toString()}`;
  };
  return (
    <>
      <div className={css['bar']}>
        <Segmented
          value={wanted.state}
          onChange={(state) => setWanted({ ...wanted, state })}
          options={[
            { value: 'open' as const, label: t('openItems') },
            { value: 'closed' as const, label: t('closedItems') },
          ]}
        />
        {first?.seesAll === true && (
          <Segmented
            value={wanted.whose}
            onChange={(whose) => setWanted({ ...wanted, whose })}
            options={[
              { value: 'mine' as const, label: t('own') },
              { value: 'all' as const, label: t('all') },
            ]}
          />
        )}
        <Segmented
          value={wanted.level}
          onChange={(level) => setWanted({ ...wanted, level })}
          options={[
            { value: 'all' as const, label: t('allLevels') },
            { value: 'major' as const, label: t('majorUp') },
            { value: 'urgent' as const, label: t('urgentOnly') },
          ]}
        />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportXlsx')}</a> },
              { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
              { key: 'print', label: t('print'), onClick: () => window.print() },
            ],
          }}
        >
          <Button>{t('exports')}</Button>
        </Dropdown>
      </div>
      {first !== undefined && first.ages.length > 0 && items.length > 0 && <Ages ages={first.ages} />}
      {log.isPending && <Loading rows={6} />}
      {log.isError && <LoadFailed error={log.error} onRetry={() => void log.refetch()} />}
      {log.data !== undefined && items.length === 0 && (
        <State
          title={wanted.state === 'open' ? t('emptyLog') : t('emptyClosed')}
          {...(wanted.state === 'open' ? { text: t('emptyLogText') } : {})}
        />
      )}
      <ul className={css['lines']}>
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button type="link" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
};

const Ages = ({ ages }: { ages: LogAge[] }) => {
  const t = useText();
  const name = (age: LogAge) =>
    age.toDays === null
      ? t('ageLast', { from: age.fromDays })
      : age.fromDays === 0
        ? t('ageFirst', { to: age.toDays })
        : t('age', { from: age.fromDays, to: age.toDays });
  return (
    <div className={css['counts']}>
      {ages.map((age) => (
        <span key={age.fromDays} data-old={age.toDays === null && age.count > 0}>
          <b>{age.count}</b> {name(age)}
        </span>
      ))}
    </div>
  );
};

const Item = ({ item }: { item: LogItem }) => {
  const t = useText();
  const { zone } = useShop();
  const now = useMinute();
  return (
    <li className={css['line']}>
      <div className={css['lineHead']}>
        <span className={css['lineTitle']}>{item.cause}</span>
        <span className={css['quiet']}>
          {item.ownerName} · {fullMoment(item.writtenAt, zone)}
          {item.closedAt === null && ` · ${t('days', { n: Math.floor((now - Date.parse(item.writtenAt)) / dayMs) })}`}
        </span>
      </div>
      <ItemText item={item} />
      {item.closedAt === null && item.isMine && <ItemActs item={item} />}
    </li>
  );
};

const ItemActs = ({ item }: { item: LogItem }) => {
  const t = useText();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const act = useHandoverAct(() => {
    setText('');
    void message.success(t('saved'));
  });
  const send = (name: 'add' | 'handle' | 'close') => act.mutate({ path: `/log/${item.id}/${name}`, body: { text } });
  const isEmpty = text.trim() === '';
  return (
    <div className={css['itemActs']}>
      <Input
        size="small"
        maxLength={1000}
        value={text}
        placeholder={t('textHint')}
        aria-label={t('textHint')}
        onChange={(event) => setText(event.target.value)}
      />
      <Button size="small" disabled={isEmpty} loading={act.isPending} onClick={() => send('add')}>
        {t('add')}
      </Button>
      {item.handledAt === null && (
        <Button size="small" disabled={isEmpty} onClick={() => send('handle')}>
          {t('handle')}
        </Button>
      )}
      <Button size="small" type="primary" disabled={isEmpty} onClick={() => send('close')}>
        {t('close')}
      </Button>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </div>
  );
};
