import { useDeferredValue, useState } from 'react';
import { Button, Input } from 'antd';
import css from './goods.module.css';
import { plainYuan } from './price';
import { useText } from './text';
import { useDeliveryTo } from './use-goods';
import type { DeliveryRow } from './wire';

// What was typed for a conversation is there again when somebody comes back to it; gone with the tab.
const typedAt = new Map<string, string>();

/** Whether, when, by whom and at what surcharge: by the smallest region that holds what was typed. */
export const DeliveryTo = ({ place, onInsert }: { place: string; onInsert?: ((text: string) => void) | undefined }) => {
  const t = useText();
  const [typed, setTyped] = useState(typedAt.get(place) ?? '');
  const region = useDeferredValue(typed.trim());
  const found = useDeliveryTo(region);
  const row = region === '' ? null : (found.data?.row ?? null);
  return (
    <div className={css['here']}>
      <Input
        allowClear
        size="small"
        placeholder={t('askHint')}
        aria-label={t('askTitle')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          typedAt.set(place, event.target.value);
        }}
      />
      {row !== null && (
        <div className={css['fact']}>
          <span>
            <strong>{row.region}</strong> · {factsOf(t, row)}
            {row.note !== null && <div className={css['quiet']}>{row.note}</div>}
          </span>
          {onInsert !== undefined && row.isReached !== null && (
            <Button size="small" onClick={() => onInsert(sentence(t, row))}>
              {t('insert')}
            </Button>
          )}
        </div>
      )}
      {region !== '' && found.data !== undefined && row === null && (
        <span className={css['quiet']}>
          {found.data.others.length > 0 ? t('sayProvince', { names: found.data.others.join('、') }) : t('notKnown')}
        </span>
      )}
    </div>
  );
};

const factsOf = (t: ReturnType<typeof useText>, row: DeliveryRow): string =>
  row.isReached === false
    ? t('reachedNo')
    : [
        t(row.isReached === null ? 'unsaid' : 'reachedYes'),
        row.days === null ? null : t('daysAbout', { days: row.days }),
        row.courier,
        row.surcharge === null ? null : row.surcharge === 0 ? t('noSurcharge') : `+¥${plainYuan(row.surcharge)}`,
      ]
        .filter((part) => part !== null)
        .join(' · ');

const sentence = (t: ReturnType<typeof useText>, row: DeliveryRow): string => {
  const { region, days, courier, surcharge } = row;
  if (row.isReached !== true) return t('sayNotReached', { region });
  const reached =
    days !== null && courier !== null
      ? t('sayReached', { region, days, courier })
      : days !== null
        ? t('sayReachedDays', { region, days })
        : courier !== null
          ? t('sayReachedCourier', { region, courier })
          : t('sayReachedPlain', { region });
  return surcharge === null || surcharge === 0
    ? reached
    : `${reached}${t('saySurcharge', { money: plainYuan(surcharge) })}`;
};
