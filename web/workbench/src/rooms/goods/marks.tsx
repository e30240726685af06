import { Tag, Tooltip } from 'antd';
import css from './goods.module.css';
import { useText } from './text';
import type { FlagName, Flags, StockState } from './wire';

export const flagNames: readonly FlagName[] = [
  'freeShipping',
  'sevenDayReturn',
  'discountable',
  'colourDifference',
  'ownBrand',
];

/** What the reader has to know: yes for most, no where it matters in talk. */
const silent = new Set(['no-colourDifference', 'no-ownBrand', 'discountable']);
const warns = new Set(['no-discountable', 'colourDifference', 'no-sevenDayReturn']);

export const FlagTags = ({ flags, all = false }: { flags: Flags; all?: boolean }) => {
  const t = useText();
  const tags = flagNames.map((name) => {
    if (flags[name] === null) return null;
    const key = flags[name] ? name : (`no-${name}` as const);
    if (!all && silent.has(key)) return null;
    return (
      <Tag key={name} {...(warns.has(key) ? { color: 'orange' } : {})}>
        {t(key)}
      </Tag>
    );
  });
  return <span className={css['flags']}>{tags}</span>;
};

export const StockMark = ({ state, quantity }: { state: StockState; quantity: number | null }) => {
  const t = useText();
  const pieces = quantity === null ? t('notCounted') : t('pieces', { n: quantity });
  if (state === 'sold-out')
    return (
      <Tooltip title={t('soldOutHint')}>
        <Tag color="red">{t('state-sold-out')}</Tag>
      </Tooltip>
    );
  if (state === 'unlisted')
    return (
      <span>
        {pieces}{' '}
        <Tooltip title={t('unlistedHint')}>
          <Tag color="orange">{t('notListed')}</Tag>
        </Tooltip>
      </span>
    );
  return <span>{state === 'gone' ? t('state-gone') : pieces}</span>;
};
