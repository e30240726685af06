import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { clockTime, span } from '@/shared/time/format';
import { Page } from '@/shared/ui/page';
import { DayPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { ShiftsTabs } from './shifts-tabs';
import css from './shifts.module.css';
import { useText } from './text';
import { dutyStates, type DutyDay } from './wire';
import { DutyMark } from './duty-mark';

const everyMs = 30_000;

/** Everybody's states through a day, as lines on one clock. */
export const DayPage = () => {
  const t = useText();
  const shop = useShop();
  const mayRead = useMay('shifts.duty.read');
  const [search, setSearch] = useSearchParams();
  const date = search.get('date') ?? '';
  const day = useQuery({
    queryKey: ['duty-day', shop.id, date],
    queryFn: ({ signal }) => api.get<DutyDay>('/api/shifts/duty/day', { query: { shop: shop.id, date }, signal }),
    placeholderData: (before) => before,
    refetchInterval: everyMs,
    enabled: mayRead && shop.id !== '',
  });
  return (
    <Page title={t('dayLine')} subtitle={t('dayLineHint')}>
      <ShiftsTabs />
      {!mayRead && <NoRight right={t('right')} />}
      {mayRead && day.isPending && <Loading rows={8} />}
      {day.isError && <LoadFailed error={day.error} onRetry={() => void day.refetch()} />}
      {day.data !== undefined && (
        <>
          <div className={css['bar']}>
            <DayPicker
              label={t('dayPick')}
              value={day.data.date}
              onChange={(value) => setSearch({ date: value }, { replace: true })}
            />
            {dutyStates
              .filter((state) => state !== 'off')
              .map((state) => (
                <DutyMark key={state} state={state} />
              ))}
            {day.data.onlyOwn && <span className={css['hint']}>{t('dayOwn')}</span>}
          </div>
          {day.data.lines.length === 0 ? (
            <State title={t('dayNone')} text={t('dayNoneText')} />
          ) : (
            <Lines day={day.data} zone={shop.zone} />
          )}
        </>
      )}
    </Page>
  );
};

const Lines = ({ day, zone }: { day: DutyDay; zone: string }) => {
  const t = useText();
  const start = Date.parse(day.from);
  const length = Date.parse(day.to) - start;
  const place = (at: number): string => `${((at - start) / length) * 100}%`;
  return (
    <div className={css['dayBox']} role="table" aria-label={t('dayLine')}>
      <div className={css['dayRow']} aria-hidden>
        <span />
        <span className={css['dayHours']}>
          {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
            <i key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
              {hour}
            </i>
          ))}
        </span>
      </div>
      {day.lines.map((line) => (
        <div key={line.person} className={css['dayRow']} role="row">
          <span className={css['dayName']} role="rowheader" title={line.name}>
            {line.name}
          </span>
          <span className={css['dayTrack']} role="cell">
            {line.parts.map((part) => {
              const from = Date.parse(part.from);
              const until = part.until === null ? Date.parse(day.now) : Date.parse(part.until);
              const said = t('stateAt', {
                state: t(part.state),
                from: clockTime(part.from, zone),
                to: part.until === null ? t('stillNow') : clockTime(part.until, zone),
                span: span(Math.max(0, until - from)),
              });
              return (
                <span
                  key={part.from}
                  className={css['dayPart']}
                  data-state={part.state}
                  style={{ left: place(from), width: `max(2px, ${((until - from) / length) * 100}%)` }}
                  title={part.reason === null ? said : `${said} · ${part.reason}`}
                >
                  <span className={css['unseen']}>{said}</span>
                </span>
              );
            })}
          </span>
        </div>
      ))}
    </div>
  );
};
