import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { plusDays } from './period';
import { PeriodPicker } from './period-picker';
import css from './reports.module.css';
import { useNameOf } from './names';
import { SmallPrint } from './small-print';
import { useText } from './text';
import { Given, Reasons, Weeks } from './print-parts';
import { Targets } from './targets';
import { find, type Wanted } from './tiles';
import { exportAddress, useDefinitions, useFigures, usePeriod } from './use-figures';
import { figure } from './value';
import type { Definition, Figures } from './wire';

const ofShop: readonly Wanted[] = [
  { metric: 'consulting_buyers' },
  { metric: 'received_buyers' },
  { metric: 'inquiry_buyers' },
  { metric: 'conversion_final' },
  { metric: 'shop_sales' },
  { metric: 'agent_sales' },
  { metric: 'silent_sales' },
  { metric: 'undecided_sales' },
  { metric: 'sales_per_buyer' },
  { metric: 'average_response' },
  { metric: 'three_minute_rate', set: 'tb-2023' },
  { metric: 'refunded_amount' },
  { metric: 'refund_rate_amount' },
  { metric: 'presales_errors' },
  { metric: 'satisfaction' },
  { metric: 'neutral_bad_rate' },
];

const ofPeople: readonly Wanted[] = [
  { metric: 'received_buyers' },
  { metric: 'inquiry_buyers' },
  { metric: 'conversion_final' },
  { metric: 'agent_sales' },
  { metric: 'sales_per_buyer' },
  { metric: 'average_response' },
  { metric: 'three_minute_rate', set: 'tb-2023' },
  { metric: 'satisfaction' },
];

/** The daily, weekly or monthly report as one page for the printer. */
export const PrintPage = () => {
  const t = useText();
  const shop = useShop();
  const mayShop = useMay('metrics.figure.read-all');
  const mayTeam = useMay(['metrics.figure.read-team', 'metrics.figure.read-all']);
  const mayExport = useMay('metrics.figure.export') || !mayTeam;
  const [period, setPeriod] = usePeriod('day');
  const definitions = useDefinitions();
  const whole = useFigures(mayShop ? 'shop' : 'me', period);
  const people = useFigures(
    mayTeam ? 'person' : 'me',
    period,
    ofPeople.map((one) => one.metric),
  );
  const teams = useFigures('team', period);
  const title = t(
    period.kind === 'day' ? 'printTitleDay' : period.kind === 'week' ? 'printTitleWeek' : 'printTitleMonth',
  );
  const failed = [whole, people, definitions].find((one) => one.isError);
  return (
    <Page
      title={title}
      actions={
        <>
          <PeriodPicker period={period} onChange={setPeriod} />
          {mayExport && (
            <Button icon={<DownloadOutlined />} href={exportAddress(shop.id, period, 'xlsx')}>
              {t('exportXlsx')}
            </Button>
          )}
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('printNow')}
          </Button>
        </>
      }
    >
      {failed !== undefined ? (
        <LoadFailed error={failed.error} onRetry={() => void failed.refetch()} />
      ) : whole.data === undefined || people.data === undefined || definitions.data === undefined ? (
        <Loading rows={12} />
      ) : (
        <article className={css['paper']}>
          <h2>
            {shop.name} {title}
          </h2>
          <p>{period.kind === 'day' ? period.from : `${period.from} – ${plusDays(period.to, -1)}`}</p>
          <Targets
            period={period}
            figures={[whole.data, people.data, ...(teams.data === undefined ? [] : [teams.data])]}
            definitions={definitions.data}
          />
          <ShopTable figures={whole.data} definitions={definitions.data} />
          <PeopleTable figures={people.data} definitions={definitions.data} />
          <Reasons period={period} />
          {period.kind === 'week' && <Weeks week={period.from} />}
          {mayTeam && <Given period={period} />}
          <SmallPrint figures={whole.data} />
        </article>
      )}
    </Page>
  );
};

type TableProps = { figures: Figures; definitions: ReadonlyMap<string, Definition> };

const ShopTable = ({ figures, definitions }: TableProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const scope = figures.scopes[0]?.scope ?? '';
  return (
    <table className={css['sheet']}>
      <thead>
        <tr>
          <th scope="col">{t('figureCol')}</th>
          <th scope="col">{t('valueCol')}</th>
          <th scope="col">{t('beforeCol')}</th>
        </tr>
      </thead>
      <tbody>
        {ofShop.map((one) => {
          const definition = definitions.get(one.metric);
          const row = find(figures.rows, scope, one);
          if (definition === undefined || row === undefined) return null;
          return (
            <tr key={one.metric}>
              <th scope="row">
                {nameOf(definition)} {one.set !== undefined && <small>{one.set}</small>}
              </th>
              <td>
                {figure(definition.unit, row) ?? t('none')}
                {row.isOpen && (
                  <small> {row.openUntil === null ? t('openAlways') : t('openUntil', { day: row.openUntil })}</small>
                )}
              </td>
              <td>{figure(definition.unit, find(figures.before, scope, one)) ?? t('none')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

const PeopleTable = ({ figures, definitions }: TableProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const columns = ofPeople.flatMap((one) => {
    const definition = definitions.get(one.metric);
    return definition === undefined ? [] : [{ one, definition }];
  });
  return (
    <table className={css['sheet']}>
      <thead>
        <tr>
          <th scope="col">{t('personCol')}</th>
          {columns.map(({ definition }) => (
            <th key={definition.metric} scope="col">
              {nameOf(definition)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.scopes.map((scope) => (
          <tr key={scope.scope}>
            <th scope="row">{scope.name}</th>
            {columns.map(({ one, definition }) => (
              <td key={definition.metric}>{figure(definition.unit, find(figures.rows, scope.scope, one)) ?? '—'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
