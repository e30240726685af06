import { Alert, App, Button } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { shortMoment, yuan } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './goods.module.css';
import { useText } from './text';
import { useGoodsAct, useHistory } from './use-goods';
import type { Change, FieldChange } from './wire';

/** Who changed what, latest first; a change is taken back in one press. */
export const ProductHistory = ({ item }: { item: string }) => {
  const t = useText();
  const { message } = App.useApp();
  const history = useHistory(item);
  const act = useGoodsAct(() => void message.success(t('undone')));
  const changes = history.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Section title={t('history')}>
      {history.isPending && <Loading rows={3} />}
      {history.isError && <LoadFailed error={history.error} onRetry={() => void history.refetch()} />}
      {history.data !== undefined && changes.length === 0 && <span className={css['quiet']}>{t('noHistory')}</span>}
      {act.isError && <Alert className={css['banner'] ?? ''} type="error" title={toProblem(act.error).detail} />}
      {changes.map((change) => (
        <Step
          key={change.id}
          change={change}
          isBusy={act.isPending}
          onUndo={() =>
            act.mutate({ path: `/products/${encodeURIComponent(item)}/changes/${change.id}/undo`, body: {} })
          }
        />
      ))}
      {history.hasNextPage && (
        <Button size="small" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  );
};

const Step = ({ change, isBusy, onUndo }: { change: Change; isBusy: boolean; onUndo: () => void }) => {
  const t = useText();
  const { zone } = useShop();
  const now = useNow();
  return (
    <div className={`${css['step'] ?? ''} ${change.isUndone ? (css['isUndone'] ?? '') : ''}`}>
      <time dateTime={change.at}>{shortMoment(change.at, zone, now)}</time>
      {t(`act-${change.act}`, { by: change.by ?? t('house') })}
      {change.isUndone && <span className={css['quiet']}> · {t('isUndone')}</span>}
      {change.fields.length > 0 && (
        <ul>
          {change.fields.map((field) => (
            <FieldStep key={field.field} field={field} />
          ))}
        </ul>
      )}
      {change.mayUndo && (
        <Button size="small" type="link" disabled={isBusy} onClick={onUndo}>
          {t('undo')}
        </Button>
      )}
    </div>
  );
};

const names = {
  title: 'product',
  price: 'price',
  category: 'category',
  code: 'code',
  features: 'features',
  process: 'process',
  material: 'material',
  craft: 'craft',
  sizes: 'sizes',
  suitableFor: 'suitableFor',
  sellingPoints: 'sellingPoints',
  audienceLine: 'audienceLine',
  brandMessage: 'brandMessage',
  priceScheme: 'priceScheme',
  attributes: 'attributes',
  freeShipping: 'freeShipping',
  sevenDayReturn: 'sevenDayReturn',
  discountable: 'discountable',
  otherFlags: 'otherFlags',
  colourDifference: 'colourDifference',
  ownBrand: 'ownBrand',
  guarantees: 'guarantees',
  answers: 'answers',
  partners: 'partners',
  quantity: 'quantity',
  isListed: 'field-isListed',
  asOf: 'field-asOf',
} as const;

const FieldStep = ({ field }: { field: FieldChange }) => {
  const t = useText();
  const name = field.field in names ? t(names[field.field as keyof typeof names]) : field.field;
  return (
    <li>
      {t('fieldStep', { name })}
      <del>{shown(t, field.field, field.before)}</del> → {shown(t, field.field, field.after)}
    </li>
  );
};

const shown = (t: ReturnType<typeof useText>, field: string, value: unknown): string => {
  if (value === null || value === undefined) return t('empty');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return field === 'price' ? yuan(value) : String(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return value
      .map((one: unknown) => {
        if (typeof one === 'string') return one;
        const { topic, text, name, price } = one as { topic?: string; text?: string; name?: string; price?: number };
        return topic === undefined
          ? `${name ?? ''} ${yuan(price ?? 0)}`
          : t('pair', { name: topic, value: text ?? '' });
      })
      .join(t('comma'));
  return Object.entries(value as Record<string, string>)
    .map(([key, text]) => `${key} ${text}`)
    .join(t('comma'));
};
