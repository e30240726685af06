import { App, Button, Tag } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { begins, ends } from './moments';
import css from './offers.module.css';
import { text, useText } from './text';
import { useToday } from './use-offers';
import type { Shown } from './wire';
import { termsWords } from './words';

type Props = { item: string | undefined; onInsert?: ((words: string, promotion: string) => void) | undefined };

/** What runs for the product of the conversation. Words are asked for at the moment they are laid into the answer: what ended is refused. */
export const ItemPromotions = ({ item, onInsert }: Props) => {
  const t = useText();
  const today = useToday(item);
  // What was read last stays through a short loss of the network: inserting asks anew anyway.
  if (today.data === undefined) {
    return today.isError ? (
      <LoadFailed error={today.error} onRetry={() => void today.refetch()} />
    ) : (
      <Loading rows={2} />
    );
  }
  const { open, soon, over } = today.data;
  const now = Date.parse(today.data.now);
  return (
    <div className={css['stack']}>
      {open.length === 0 && <span className={css['quiet']}>{t('nothingRuns')}</span>}
      {open.map((one) => (
        <PromotionCard key={one.id} shown={one} now={now} onInsert={onInsert} />
      ))}
      {soon.map((one) => (
        <PromotionCard key={one.id} shown={one} now={now} />
      ))}
      {over.length > 0 && (
        <p className={css['quiet']}>
          {t('overNow')}
          {over.map((one) => (
            <s key={one.id} className={css['over']}>
              {one.name}
            </s>
          ))}
        </p>
      )}
    </div>
  );
};

export const PromotionCard = ({
  shown,
  now,
  onInsert,
}: {
  shown: Shown;
  now: number;
  onInsert?: Props['onInsert'];
}) => {
  const t = useText();
  const { zone } = useShop();
  const { message } = App.useApp();
  const insert = () =>
    api
      .get<{ text: string }>(`/api/shop/promotions/${shown.id}/words`)
      .then((words) => onInsert?.(words.text, shown.id))
      .catch((error: unknown) => void message.error(toProblem(error).detail));
  return (
    <article className={css['card']} data-standing={shown.standing}>
      <div className={css['cardHead']}>
        <strong>{shown.name}</strong>
        {shown.endsToday && <Tag color="orange">{t('endsToday')}</Tag>}
        {shown.startsTomorrow && <Tag>{t('startsTomorrow')}</Tag>}
        {shown.standing === 'coming' && !shown.startsTomorrow && <Tag>{t('notBegun')}</Tag>}
      </div>
      <div>
        {termsWords(text, shown)}
        {shown.isPaidToday && ` · ${t('paidToday')}`}
        {shown.giftLeft !== null && ` · ${t('left', { n: shown.giftLeft })}`}
      </div>
      {shown.conditions !== null && <div className={css['quiet']}>{shown.conditions}</div>}
      <div className={css['cardFoot']}>
        <span className={css['quiet']}>
          {shown.standing === 'coming'
            ? t('beginsAt', { at: begins(shown.from, zone, now) })
            : t('endsAt', { at: ends(shown.to, zone, now) })}
        </span>
        {onInsert !== undefined && shown.standing === 'running' && (
          <Button size="small" onClick={() => void insert()} title={shown.text}>
            {t('insert')}
          </Button>
        )}
      </div>
    </article>
  );
};
