import { Alert, Tag } from 'antd';
import css from './offers.module.css';
import { useText } from './text';
import type { Check } from './wire';

const mostDays = 14;

/** Expected load against the roster and the stock, with what is missing. */
export const CapacityView = ({ check }: { check: Check }) => {
  const t = useText();
  return (
    <section>
      <h3>{t('capacity')}</h3>
      {check.isShort ? (
        <Alert type="warning" showIcon title={t('isShort')} />
      ) : (
        <Alert type="success" showIcon title={t('isEnough')} />
      )}
      <table className={css['days']}>
        <thead>
          <tr>
            <th>{t('day')}</th>
            <th>{t('rostered')}</th>
            <th>{t('needed')}</th>
            <th>{t('short')}</th>
          </tr>
        </thead>
        <tbody>
          {check.days.slice(0, mostDays).map((one) => (
            <tr key={one.date} data-short={one.short > 0}>
              <td>{one.date}</td>
              <td>{one.rostered}</td>
              <td>{one.needed}</td>
              <td>{one.short > 0 ? t('missing', { n: one.short }) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {check.days.length > mostDays && (
        <p className={css['quiet']}>{t('moreDays', { n: check.days.length - mostDays })}</p>
      )}
      <p>
        {t('stockLine', { units: check.units ?? '—', stock: check.inStock ?? t('unknown') })}{' '}
        {check.unitsShort > 0 && <Tag color="red">{t('unitsMissing', { n: check.unitsShort })}</Tag>}
        {check.hasUnknownStock && <Tag color="orange">{t('stockUnknown')}</Tag>}
      </p>
    </section>
  );
};
