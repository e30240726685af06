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
import { dueDay } from './due-words';
import { MakePromise } from './make-promise';
import { mayUndo, type Offer } from './offered';
import { PromiseDialog } from './promise-dialog';
import css from './promises.module.css';
import { useText } from './text';
import type { PromiseLine } from './wire';
import { usePromiseAct, usePromiseFeed, usePromisesOfMatter } from './use-promises';

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
  const open = usePromisesOfMatter(conversation, offer);
  const [id, setId] = useState(() => newId());
  const [shows, setShows] = useState<'make' | PromiseLine | null>(null);
  const act = usePromiseAct(() => undefined);
  const made = open.data?.same ?? null;
  const isReady = mayMake && open.data !== undefined && made === null && !act.isPending;
  const failed = (error: unknown) => void message.error(toProblem(error).detail);
  const make = () => {
    if (offer.due === null) setShows('make');
    else
      act.mutate(
        {
          path: '',
          body: {
            id,
            shop: shop.id,
            what: offer.what,
            due: offer.due,
            conversation,
            order: offer.order,
            policy: offer.policy,
            told: false,
          },
        },
        {
          onSuccess: (answer) => {
            if (answer.id === id) void message.success(t('made'));
            else void message.info(t('offerThere'));
          },
          onError: failed,
        },
      );
  };
  const undo = (promise: string) =>
    act.mutate(
      { path: `/${promise}/withdraw`, body: { reason: t('offerMistake'), agreed: false } },
      { onSuccess: () => setId(newId()), onError: failed },
    );
  useImperativeHandle(pressRef, () => (isReady ? make : () => undefined));
  if (open.isError) return <LoadFailed error={open.error} onRetry={() => void open.refetch()} />;
  if (!mayMake || open.data === undefined) return null;
  return (
    <div className={css['offer']} data-made={made !== null}>
      {made === null ? (
        <>
          <Button size="small" loading={act.isPending} onClick={make}>
            <kbd>{keyName(hotkey)}</kbd>
            <OfferWords offer={offer} />
          </Button>
          <Whence offer={offer} />
          {open.data.others.map((one) => (
            <Other key={one.id} promise={one} onLook={() => setShows(one)} />
          ))}
        </>
      ) : (
        <>
          <span role="status">
            <MadeWords made={made} offer={offer} />
          </span>
          {made.conversation !== conversation || !made.isMine ? (
            <Elsewhere made={made} beside={conversation} />
          ) : (
            made.order !== null && (
              <span className={css['quiet']}>
                {t('order')} {made.order}
              </span>
            )
          )}
          <span className={css['offerActs']}>
            <Button size="small" type="link" onClick={() => setShows(made)}>
              {t('look')}
            </Button>
            {mayUndo(made, conversation) && (
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
          policy={offer.policy}
          {...(offer.order === null ? {} : { order: offer.order })}
          onDone={() => setShows(null)}
        />
      )}
      {shows !== null && shows !== 'make' && (
        <PromiseDialog id={shows.id} beside={conversation} onDone={() => setShows(null)} />
      )}
    </div>
  );
};

/** Who promised it, where it was not here and now by oneself. */
const Elsewhere = ({ made, beside }: { made: PromiseLine; beside: string }) => {
  const t = useText();
  const now = useMinute();
  const { zone } = useShop();
  return (
    <span className={css['quiet']}>
      {t(made.conversation === beside ? 'offerBy' : 'offerElsewhere', {
        by: made.madeBy ?? '',
        day: plainDay(made.madeAt, zone, now),
      })}
      {made.order !== null && t('offerOfOrder', { order: made.order })}
    </span>
  );
};

/** The same promise about another order of this buyer. */
const Other = ({ promise, onLook }: { promise: PromiseLine; onLook: () => void }) => {
  const t = useText();
  const now = useMinute();
  const { zone } = useShop();
  return (
    <span className={css['quiet']}>
      {t('offerOther', { order: promise.order ?? '', day: dueDay(promise.due, zone, now) })}
      <Button size="small" type="link" onClick={onLook}>
        {t('look')}
      </Button>
    </span>
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
      {since !== '' && offer.from === 'request' && offer.order !== null && t('offerOfOrder', { order: offer.order })}
      {since !== '' && offer.why !== null && t('offerBetween')}
      {offer.why !== null && t(whys[offer.why], { day: offer.on === null ? '' : plainDay(offer.on, zone, now) })}
    </span>
  );
};
