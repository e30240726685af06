import { useDeferredValue, useState } from 'react';
import { Button, Input } from 'antd';
import { sharedText } from '@/shared/i18n/shared-text';
import css from './goods.module.css';
import { plainYuan } from './price';
import { useText } from './text';
import { useDeliveryTo, useLatestRegion, useSaidRegion } from './use-goods';
import type { DeliveryRow } from './wire';

// What was typed for a conversation is there again when somebody comes back to it; gone with the tab.
const typedAt = new Map<string, string>();

type Props = {
  place: string;
  /** What the buyer of a conversation said, the newest first; left out where there is no conversation. */
  said?: readonly string[] | undefined;
  onInsert?: ((text: string) => void) | undefined;
};

/** Whether, when, by whom and at what surcharge: by the smallest region that holds what was typed; before anybody types, the one the buyer named or the last order went to. */
export const DeliveryTo = ({ place, said, onInsert }: Props) => {
  const t = useText();
  const [typed, setTyped] = useState(typedAt.get(place) ?? null);
  const named = useSaidRegion(said).data;
  const ordered = useLatestRegion(said === undefined ? null : place);
  const suggested = named?.row?.region ?? (named?.others.length ? '' : ordered) ?? '';
  const shown = typed ?? suggested;
  const region = useDeferredValue(shown.trim());
  const found = useDeliveryTo(region);
  const row = region === '' ? null : (found.data?.row ?? null);
  return (
    <div className={css['here']}>
      <Input
        allowClear
        size="small"
        placeholder={t('askHint')}
        aria-label={t('askTitle')}
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          typedAt.set(place, event.target.value);
        }}
      />
      {typed === null && named?.words != null && (named.row !== null || named.others.length > 0) && (
        <span className={css['quiet']}>{t('regionSaid', { words: short(named.words) })}</span>
      )}
      {typed === null && named?.words == null && suggested !== '' && (
        <span className={css['quiet']}>{t('regionOrdered')}</span>
      )}
      {typed === null && region === '' && named !== undefined && named.others.length > 0 && (
        <span className={css['quiet']}>{t('sayProvince', { names: named.others.join(sharedText('listMark')) })}</span>
      )}
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
          {found.data.others.length > 0
            ? t('sayProvince', { names: found.data.others.join(sharedText('listMark')) })
            : t('notKnown')}
        </span>
      )}
    </div>
  );
};

const longest = 20;
const short = (words: string): string => (words.length > longest ? `${words.slice(0, longest)}…` : words);

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
