import { Alert } from 'antd';
import { useLanguage } from '@/shared/i18n/language';
import { ChartBox, SheetTable } from '@/shared/ui/chart-box';
import { Section } from '@/shared/ui/page';
import { useText } from '../text';
import css from './trial.module.css';
import { sumOf, type TrialSum } from './sum';
import type { TrialDay } from './wire';

const seconds = (value: number): string => value.toFixed(1);
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((part * 100) / whole).toFixed(1)}%`);

/** Both books side by side: figures, waits by hour, shares by agent. */
export const TrialOutcome = ({ days }: { days: TrialDay[] }) => {
  const t = useText();
  const spoken = useLanguage();
  const [a, b] = [sumOf(days, 0), sumOf(days, 1)];
  if (a === null || b === null) return null;
  const name = (one: TrialSum) =>
    one.which === 'in-force' ? t('trialInForce') : spoken === 'en' ? one.title.en : one.title.zh;
  const names = [name(a), name(b)] as const;
  return (
    <>
      <Section title={t('trialResult', { n: a.buyers, days: days.length })}>
        <p className={css['said']}>{said(t, a, b, names)}</p>
        {days.some((day) => day.isFromAnswers) && <Alert type="info" showIcon title={t('trialFromAnswers')} />}
        <SheetTable label={t('trialTitle')} sheet={{ head: [t('trialFigure'), ...names], rows: figures(t, a, b) }} />
      </Section>
      <Waits a={a} b={b} names={names} />
      <Shares a={a} b={b} names={names} />
    </>
  );
};

type Text = ReturnType<typeof useText>;
type Names = readonly [string, string];
type BothProps = { a: TrialSum; b: TrialSum; names: Names };

const said = (t: Text, a: TrialSum, b: TrialSum, names: Names): string => {
  const wait = b.waitMean - a.waitMean;
  const lost = b.lost - a.lost;
  const parts = [
    Math.abs(wait) < 0.05
      ? t('trialSameWait')
      : t(wait < 0 ? 'trialShorter' : 'trialLonger', { n: seconds(Math.abs(wait)) }),
    lost === 0 ? t('trialSameLost') : t(lost < 0 ? 'trialFewerLost' : 'trialMoreLost', { n: Math.abs(lost) }),
  ];
  return t('trialSaid', { book: names[1], what: parts.join(t('trialAnd')) });
};

const figures = (t: Text, a: TrialSum, b: TrialSum): string[][] => {
  const row = (label: string, show: (one: TrialSum) => string) => [label, show(a), show(b)];
  return [
    row(t('trialServed'), (one) => String(one.served)),
    row(t('trialLost'), (one) => `${one.lost} (${percent(one.lost, one.buyers)})`),
    row(t('trialWaiting'), (one) => String(one.stillWaiting)),
    row(t('trialMean'), (one) => seconds(one.waitMean)),
    row(t('trialMedian'), (one) => seconds(one.waitMedian)),
    row(t('trialP90'), (one) => seconds(one.waitP90)),
    row(t('trialMax'), (one) => seconds(one.waitMax)),
    row(t('trialWithin'), (one) => percent(one.within30, one.served)),
    row(t('trialBack'), (one) => String(one.backToLast)),
    row(t('trialOver'), (one) => String(one.overflowed)),
  ];
};

const Waits = ({ a, b, names }: BothProps) => {
  const t = useText();
  const hours = [...new Set([...a.hours, ...b.hours].map((one) => one.hour))].sort((x, y) => x - y);
  const of = (sum: TrialSum, hour: number) => sum.hours.find((one) => one.hour === hour);
  const most = Math.max(1, ...[...a.hours, ...b.hours].map((one) => one.waitMean));
  const rows = hours.map((hour) => ({ hour, both: [of(a, hour), of(b, hour)] as const }));
  return (
    <ChartBox
      title={t('trialWaits')}
      hint={t('trialWaitsHint')}
      sheet={{
        head: [t('trialHour'), t('trialCame'), ...names, ...names.map((one) => t('trialLostOf', { book: one }))],
        rows: rows.map(({ hour, both }) => [
          `${hour}:00`,
          String(both[0]?.buyers ?? both[1]?.buyers ?? 0),
          ...both.map((one) => seconds(one?.waitMean ?? 0)),
          ...both.map((one) => String(one?.lost ?? 0)),
        ]),
      }}
    >
      <Legend names={names} />
      <div className={css['bars']}>
        {rows.map(({ hour, both }) => (
          <div key={hour} className={css['hour']}>
            <div className={css['pair']}>
              {both.map((one, at) => (
                <span
                  key={at}
                  data-book={at}
                  title={`${names[at]} ${hour}:00 ${seconds(one?.waitMean ?? 0)}`}
                  style={{ height: `${((one?.waitMean ?? 0) / most) * 100}%` }}
                />
              ))}
            </div>
            <small>{hour}</small>
          </div>
        ))}
      </div>
    </ChartBox>
  );
};

const Shares = ({ a, b, names }: BothProps) => {
  const t = useText();
  const people = [...new Map([...a.people, ...b.people].map((one) => [one.person, one])).values()];
  const given = (sum: TrialSum, person: string) => sum.people.find((one) => one.person === person)?.given ?? 0;
  const most = Math.max(1, ...[...a.people, ...b.people].map((one) => one.given));
  return (
    <ChartBox
      title={t('trialShares')}
      hint={t('trialSharesHint')}
      sheet={{
        head: [t('person'), t('weight'), ...names],
        rows: people.map((one) => [
          one.name,
          String(one.weight),
          ...[a, b].map((sum) => `${given(sum, one.person)} (${percent(given(sum, one.person), sum.served)})`),
        ]),
      }}
    >
      <Legend names={names} />
      <ul className={css['people']}>
        {people.map((one) => (
          <li key={one.person}>
            <span className={css['name']} title={one.name}>
              {one.name}
            </span>
            <span className={css['tracks']}>
              {[a, b].map((sum, at) => (
                <span key={at} className={css['track']}>
                  <i data-book={at} style={{ width: `${(given(sum, one.person) / most) * 100}%` }} />
                  {given(sum, one.person)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </ChartBox>
  );
};

const Legend = ({ names }: { names: Names }) => (
  <p className={css['legend']}>
    {names.map((one, at) => (
      <span key={at}>
        <i data-book={at} /> {one}
      </span>
    ))}
  </p>
);
