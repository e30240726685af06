import { ChartBox } from '@/shared/ui/chart-box';
import { useLanguage } from '@/shared/i18n/language';
import { Section } from '@/shared/ui/page';
import { Bars } from '../charts/bars';
import { Boxes, type Spread } from '../charts/box';
import { Columns } from '../charts/columns';
import { money, signed } from '../money';
import css from './whatif.module.css';
import { useText } from './text';
import type { Door } from './use-whatif';
import type { Summary, TwoSums } from './wire';

type OutcomeProps = { summary: Summary; onOpen: (door: Door & { name: string }) => void };

export const useNameOf = () => {
  const spoken = useLanguage();
  return (sum: TwoSums) => (spoken === 'en' ? sum.nameEn : sum.nameZh) ?? sum.key;
};

const percent = (difference: number, before: number) =>
  before === 0 ? '' : `${difference > 0 ? '+' : ''}${((difference / before) * 100).toFixed(2)}%`;

/** The cost first, then who, then when, how it is spread and by which component. */
export const Outcome = ({ summary, onOpen }: OutcomeProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const difference = summary.after - summary.before;
  const gain = summary.people.filter((person) => person.difference > 0).length;
  const lose = summary.people.filter((person) => person.difference < 0).length;
  const sheet = (sums: readonly TwoSums[], head: string) => ({
    head: [head, t('before'), t('becomes'), t('difference')],
    rows: sums.map((sum) => [nameOf(sum), money(sum.before), money(sum.after), signed(sum.difference)]),
  });
  return (
    <>
      <dl className={css['tiles']}>
        <Tile name={t('cost')} value={money(summary.after)} small={t('was', { amount: money(summary.before) })} />
        <Tile
          name={t('difference')}
          value={signed(difference)}
          small={percent(difference, summary.before)}
          up={difference === 0 ? undefined : difference > 0}
        />
        <Tile name={t('gainers')} value={String(gain)} />
        <Tile name={t('losers')} value={String(lose)} small={`${t('same')} ${summary.people.length - gain - lose}`} />
      </dl>
      {difference === 0 && gain === 0 && lose === 0 && <p className={css['hint']}>{t('nothing')}</p>}
      <ChartBox title={t('people')} hint={t('peopleHint')} sheet={sheet(summary.people, t('person'))}>
        <Bars
          label={t('people')}
          bars={summary.people.map((person) => ({ key: person.key, name: nameOf(person), amount: person.difference }))}
          onOpen={(key) => {
            const person = summary.people.find((one) => one.key === key);
            onOpen({ person: key, name: person === undefined ? key : nameOf(person) });
          }}
        />
      </ChartBox>
      <div className={css['columns']}>
        <ChartBox title={t('months')} sheet={sheet(summary.months, t('month'))}>
          <Columns
            label={t('months')}
            names={{ first: t('before'), second: t('after') }}
            columns={summary.months.map((month) => ({ key: month.key, first: month.before, second: month.after }))}
          />
        </ChartBox>
        <SpreadBox summary={summary} />
      </div>
      <Section title={t('components')}>
        <div className={css['scroll']}>
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col">{t('component')}</th>
                {[t('before'), t('becomes'), t('difference')].map((name) => (
                  <th key={name} scope="col" className={css['number']}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {summary.components.map((component) => (
                <tr key={component.key}>
                  <th scope="row">
                    <button type="button" onClick={() => onOpen({ component: component.key, name: nameOf(component) })}>
                      {nameOf(component)}
                    </button>
                  </th>
                  <td className={css['number']}>{money(component.before)}</td>
                  <td className={css['number']}>{money(component.after)}</td>
                  <td className={css['number']}>{signed(component.difference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </>
  );
};

const SpreadBox = ({ summary }: { summary: Summary }) => {
  const t = useText();
  const figures = (spread: Spread) => [
    String(spread.slips),
    ...[spread.lowest, spread.lower, spread.median, spread.upper, spread.highest, spread.mean].map(money),
  ];
  return (
    <ChartBox
      title={t('spread')}
      hint={t('spreadHint')}
      sheet={{
        head: ['', t('slips'), t('lowest'), t('lower'), t('median'), t('upper'), t('highest'), t('mean')],
        rows: [
          [t('before'), ...figures(summary.spreadBefore)],
          [t('after'), ...figures(summary.spreadAfter)],
        ],
      }}
    >
      <Boxes
        label={t('spread')}
        spreads={[
          { name: t('wasShort'), spread: summary.spreadBefore },
          { name: t('becomes'), spread: summary.spreadAfter },
        ]}
      />
    </ChartBox>
  );
};

const Tile = ({
  name,
  value,
  small,
  up,
}: {
  name: string;
  value: string;
  small?: string;
  up?: boolean | undefined;
}) => (
  <div className={css['tile']}>
    <dt>{name}</dt>
    <dd data-up={up}>
      {value} {small !== undefined && small !== '' && <small>{small}</small>}
    </dd>
  </div>
);
