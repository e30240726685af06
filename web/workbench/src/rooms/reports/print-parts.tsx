import { useLanguage } from '@/shared/i18n/language';
import { ReasonBars, useLosses } from './losses';
import type { Period } from './period';
import { usePlatform } from './platform';
import css from './reports.module.css';
import { useText } from './text';
import { platformText } from './value';
import { useWeekAccounts } from './week-list';

/** Why buyers did not buy, as far as somebody said so. */
export const Reasons = ({ period }: { period: Period }) => {
  const t = useText();
  const said = useLosses(period);
  if (said.data === undefined || said.data.length === 0) return null;
  return (
    <section>
      <h3>{t('reportLosses')}</h3>
      <ReasonBars said={said.data} />
    </section>
  );
};

export const Weeks = ({ week }: { week: string }) => {
  const t = useText();
  const list = useWeekAccounts(week);
  if (list.data === undefined || list.data.length === 0) return null;
  return (
    <section>
      <h3>{t('reportWeeks')}</h3>
      <table className={css['sheet']}>
        <thead>
          <tr>
            <th scope="col">{t('personCol')}</th>
            <th scope="col">{t('weekDone')}</th>
            <th scope="col">{t('weekNext')}</th>
          </tr>
        </thead>
        <tbody>
          {list.data.map((one) => (
            <tr key={one.person}>
              <th scope="row">{one.name}</th>
              <td>{one.done}</td>
              <td>{one.next}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

export const Given = ({ period }: { period: Period }) => {
  const t = useText();
  const language = useLanguage();
  const platform = usePlatform(period);
  if (platform.data === undefined || platform.data.rows.length === 0) return null;
  const of = new Map(platform.data.definitions.map((one) => [one.figure, one]));
  return (
    <section>
      <h3>{t('platform')}</h3>
      <table className={css['sheet']}>
        <tbody>
          {platform.data.rows.map((row) => {
            const definition = of.get(row.figure);
            return (
              <tr key={`${row.figure} ${row.first} ${row.last}`}>
                <th scope="row">{(language === 'en' ? definition?.en : definition?.zh) ?? row.figure}</th>
                <td>{platformText(definition?.unit ?? 'score', row.amount)}</td>
                <td>
                  {row.first} – {row.last} · {row.source}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
