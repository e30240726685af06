import { useState } from 'react';
import { InputNumber, Select } from 'antd';
import { Link } from 'react-router';
import { useMay } from '@/shared/session';
import { ChartBox } from '@/shared/ui/chart-box';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { plusDays } from '../period';
import { whole } from '../value';
import { useText } from './text';
import { useExpected, type Span } from './use-waves';
import { daysText, lacking, mostly, upToExpected } from './wave-value';
import css from './waves.module.css';
import type { Expected, ExpectedDay } from './wire';

const fewTopics = 4;

/** What a campaign to come will bring, from those that were, and the people it takes. */
export const ExpectedWave = ({ span }: { span: Span }) => {
  const t = useText();
  const [like, setLike] = useState<string[] | null>(null);
  const [each, setEach] = useState<number | null>(null);
  const expected = useExpected(span, like, each);
  if (expected.isPending) return <Loading rows={10} />;
  if (expected.isError) return <LoadFailed error={expected.error} onRetry={() => void expected.refetch()} />;
  const { data } = expected;
  if (data.like.length === 0) return <State title={t('likeNone')} />;
  return (
    <>
      <div className={css['choose']}>
        <label className={css['field']}>
          <span>{t('like')}</span>
          <Select
            mode="multiple"
            className={css['like'] ?? ''}
            aria-label={t('like')}
            maxCount={10}
            value={data.like.filter((one) => one.isUsed).map((one) => one.id)}
            options={data.like.map((one) => ({
              value: one.id,
              label: `${one.name} ${daysText(one.from, plusDays(one.to, -1))}`,
            }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setLike}
          />
        </label>
        <label className={css['field']}>
          <span>{t('each')}</span>
          <InputNumber
            aria-label={t('each')}
            min={1}
            max={10_000}
            precision={0}
            value={data.each}
            suffix={t('eachUnit')}
            onChange={setEach}
          />
          <small>{data.measured === null ? t('eachNone') : t('eachMeasured', { n: data.measured })}</small>
        </label>
      </div>
      <p className={css['wrote']}>
        {data.usualDays > 0 && (
          <span>{t('usual', { days: data.usualDays, n: whole(Math.round(data.usualBuyers / data.usualDays)) })}</span>
        )}
        <Short days={data.days} />
        {data.waiting > 0 && <span className={css['waiting']}>{t('waiting', { n: data.waiting })}</span>}
      </p>
      {data.days.some((day) => day.buyers !== null) ? (
        <Days data={data} />
      ) : (
        data.waiting === 0 && <State title={t('noExpected')} />
      )}
    </>
  );
};

/** The one thing to know first: are there people enough? */
const Short = ({ days }: { days: readonly ExpectedDay[] }) => {
  const t = useText();
  const mayRoster = useMay('shifts.roster.read');
  if (!days.some((day) => day.needed !== null)) return null;
  const short = days.filter((day) => lacking(day) > 0);
  const worst = short.toSorted((a, b) => lacking(b) - lacking(a))[0];
  if (worst === undefined) return <span>{t('allEnough')}</span>;
  return (
    <>
      <strong className={css['short']}>
        {t('totalShort', { days: short.length, n: lacking(worst), day: worst.day.slice(5) })}
      </strong>
      {mayRoster && <Link to="/shifts/roster">{t('roster')}</Link>}
    </>
  );
};

const Days = ({ data }: { data: Expected }) => {
  const t = useText();
  const days = upToExpected(data.days);
  const said = (day: ExpectedDay) =>
    mostly(day, fewTopics).map(([topic, n]) => t('mostlyOf', { name: data.names[topic] ?? topic, n: whole(n) }));
  const state = (day: ExpectedDay) =>
    day.needed === null ? '—' : lacking(day) > 0 ? t('short', { n: lacking(day) }) : t('enough');
  return (
    <ChartBox
      title={t('expectedTitle')}
      hint={t('nextHint')}
      sheet={{
        head: [t('day'), t('phase'), t('expected'), t('needed'), t('rostered'), '', t('mostly')],
        rows: days.map((day) => [
          day.day,
          t(`phase_${day.phase}`),
          day.buyers === null ? '—' : String(day.buyers),
          day.needed === null ? '—' : String(day.needed),
          String(day.rostered),
          state(day),
          said(day).join(' '),
        ]),
      }}
    >
      <div className={css['scroll']}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('phase')}</th>
              <th scope="col">{t('expected')}</th>
              <th scope="col">{t('needed')}</th>
              <th scope="col">{t('rostered')}</th>
              <th scope="col" className={css['mostly']}>
                {t('mostly')}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day} data-during={day.phase === 'during'}>
                <th scope="row">{day.day.slice(5)}</th>
                <td>{t(`phase_${day.phase}`)}</td>
                <td title={day.buyers === null ? t('noExpected') : undefined}>
                  {day.buyers === null ? '—' : whole(day.buyers)}
                </td>
                <td>{day.needed === null ? '—' : whole(day.needed)}</td>
                <td>
                  {whole(day.rostered)}{' '}
                  {day.needed !== null && (
                    <small className={lacking(day) > 0 ? css['short'] : undefined}>{state(day)}</small>
                  )}
                </td>
                <td className={css['mostly']}>{said(day).join(' · ') || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartBox>
  );
};
