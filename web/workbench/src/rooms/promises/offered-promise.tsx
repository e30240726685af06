import { useImperativeHandle, useState, type Ref } from 'react';
import { App, Button } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { keyName } from '@/shared/keys/keys';
import { useMay, useShop } from '@/shared/session';
import { plainDay } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { LoadFailed } from '@/shared/ui/states';
import { DueMark } from './due-mark';
import { MakePromise } from './make-promise';
import { madeOf, mayUndo, type Offer } from './offered';
import { PromiseDialog } from './promise-dialog';
import css from './promises.module.css';
import { useText } from './text';
import type { PromiseLine } from './wire';
import { usePromiseAct, usePromiseFeed, usePromises } from './use-promises';

type Props = {
  conversation: string;
  offer: Offer;
  /** The key that presses it, as it is named. */
  hotkey: string;
  /** Whoever listens to the keys presses here. */
  pressRef: Ref<() => void>;
};

/** One press records what the book promises whoever asks; then it stands as made, and can be taken back. */
export const OfferedPromise = ({ conversation, offer, hotkey, pressRef }: Props) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const mayMake = useMay('promises.promise.make');
  usePromiseFeed();
  const list = usePromises({ whose: 'all', show: 'open', conversation });
  const [id, setId] = useState(() => newId());
  const [shows, setShows] = useState<'make' | 'made' | null>(null);
  const act = usePromiseAct(() => undefined);
  const made =
    list.data === undefined
      ? null
      : madeOf(
          list.data.pages.flatMap((one) => one.promises),
          offer,
        );
  const isReady = mayMake && list.data !== undefined && made === null && !act.isPending;
  const failed = (error: unknown) => void message.error(toProblem(error).detail);
  const make = () => {
    if (offer.due === null) setShows('make');
    else
      act.mutate(
        {
          path: '',
          body: { id, shop: shop.id, what: offer.what, due: offer.due, conversation, order: offer.order, told: false },
        },
        { onSuccess: () => void message.success(t('made')), onError: failed },
      );
  };
  const undo = (promise: string) =>
    act.mutate(
      { path: `/${promise}/withdraw`, body: { reason: t('offerMistake'), agreed: false } },
      { onSuccess: () => setId(newId()), onError: failed },
    );
  useImperativeHandle(pressRef, () => (isReady ? make : () => undefined));
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  if (!mayMake || list.data === undefined) return null;
  return (
    <div className={css['offer']} data-made={made !== null}>
      {made === null ? (
        <>
          <Button size="small" loading={act.isPending} onClick={make}>
            <kbd>{keyName(hotkey)}</kbd>
            <OfferWords offer={offer} />
          </Button>
          <Whence offer={offer} />
        </>
      ) : (
        <>
          <span role="status">
            <MadeWords made={made} offer={offer} />
          </span>
          <span className={css['offerActs']}>
            <Button size="small" type="link" onClick={() => setShows('made')}>
              {t('look')}
            </Button>
            {mayUndo(made) && (
              <Button size="small" type="link" loading={act.isPending} onClick={() => undo(made.id)}>
                {t('offerUndo')}
              </Button>
            )}
          </span>
        </>
      )}
      {shows === 'make' && (
        <MakePromise
          said={offer.what}
          conversation={conversation}
          {...(offer.order === null ? {} : { order: offer.order })}
          onDone={() => setShows(null)}
        />
      )}
      {shows === 'made' && made !== null && <PromiseDialog id={made.id} onDone={() => setShows(null)} />}
    </div>
  );
};

const OfferWords = ({ offer }: { offer: Offer }) => {
  const t = useText();
  const now = useMinute();
  const { zone } = useShop();
  return offer.on === null || offer.due === null
    ? t('offerChoose', { what: offer.what })
    : t('offerUntil', { what: offer.what, day: plainDay(offer.on, zone, now) });
};

/** The day as it was offered; of a promise that was moved or chosen, when it is due now. */
const MadeWords = ({ made, offer }: { made: PromiseLine; offer: Offer }) => {
  const t = useText();
  const now = useMinute();
  const { zone } = useShop();
  return offer.on !== null && offer.due !== null && Date.parse(offer.due) === Date.parse(made.due) ? (
    t('offerMadeUntil', { what: made.what, day: plainDay(offer.on, zone, now) })
  ) : (
    <>
      {t('offerMade', { what: made.what })} <DueMark promise={made} />
    </>
  );
};

const whys = {
  start: 'offerNoStart',
  request: 'offerNoRequest',
  order: 'offerNoOrder',
  past: 'offerPast',
} as const;

/** From when it is counted, or why nobody knows. */
const Whence = ({ offer }: { offer: Offer }) => {
  const t = useText();
  const now = useMinute();
  const { zone } = useShop();
  const since = offer.since === null ? '' : plainDay(offer.since, zone, now);
  return (
    <span className={css['quiet']}>
      {since !== '' &&
        t(offer.from === 'order' ? 'offerFromOrder' : 'offerFromRequest', { day: since, order: offer.order ?? '' })}
      {since !== '' && offer.why !== null && t('offerBetween')}
      {offer.why !== null && t(whys[offer.why], { day: offer.on === null ? '' : plainDay(offer.on, zone, now) })}
    </span>
  );
};
