import { memo, Suspense, useState } from 'react';
import { CheckOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { App, Dropdown } from 'antd';
import { NoteFact } from '@/rooms/customers';
import { MakePromise } from '@/rooms/promises';
import { toProblem } from '@/shared/api/problem';
import { useMinute } from '@/shared/time/now';
import { clockTimeWithSeconds, fullMoment } from '@/shared/time/format';
import { Avatar } from '@/shared/ui/avatar';
import { useSource } from './companion/use-source';
import { Content } from './content';
import css from './record.module.css';
import type { Found } from './search/marked';
import { useText } from './text';
import { useLive, useView } from './use-live';
import { useMay } from '@/shared/session';
import type { Head, Message } from './wire';

type BubbleProps = {
  message: Message;
  buyer: Head['buyer'];
  zone: string;
  isFollowing: boolean;
  isRead: boolean;
  /** Only of the message that somebody came to see: the words searched for in it. */
  found?: readonly Found[] | undefined;
};

const kindWords = {
  'assist-bot': 'assistant',
  bot: 'robot',
  'auto-reply': 'autoReply',
  push: 'push',
  system: 'system',
} as const;

export const Bubble = memo(({ message, buyer, zone, isFollowing, isRead, found }: BubbleProps) => {
  const t = useText();
  const me = useView((view) => view.me.id);
  const isBuyer = message.sender === 'buyer';
  const name = isBuyer ? buyer.name : (message.person?.name ?? t('system'));
  const isMine = message.person?.id === me;
  if (message.recalled && message.original !== true) {
    return <Recalled message={message} name={name} isMine={isMine} isSought={found !== undefined} />;
  }
  const kind = message.sender === 'buyer' || message.sender === 'agent' ? null : t(kindWords[message.sender]);
  return (
    <div
      className={css['line']}
      data-side={isBuyer ? 'left' : 'right'}
      data-voice={message.kind === 'note' ? 'note' : isBuyer ? 'buyer' : message.sender === 'agent' ? 'agent' : 'auto'}
      data-following={isFollowing}
      data-seq={message.seq}
      data-sought={found === undefined ? undefined : true}
    >
      <span className={css['face']}>
        {!isFollowing && <Avatar name={name} seed={message.person?.id ?? buyer.id} size={30} />}
      </span>
      <div className={css['column']}>
        {!isFollowing && (
          <div className={css['by']}>
            {message.kind === 'note' && (
              <b>
                {message.body?.whisper === undefined
                  ? t('note')
                  : t('whisperMark', { name: message.body.whisper.name })}
              </b>
            )}
            <span>{name}</span>
            {kind !== null && <span className={css['kind']}>{kind}</span>}
            {message.kind === 'note' && <span>{t('noteOnly')}</span>}
          </div>
        )}
        <div className={css['bubbleRow']}>
          <div className={css['bubble']} data-bare={message.kind === 'image'}>
            {message.recalled && <div className={css['original']}>{t('recalledOriginal')}</div>}
            <Content message={message} found={found} />
          </div>
          <div className={css['aside']}>
            <time title={fullMoment(message.at, zone)}>{clockTimeWithSeconds(message.at, zone)}</time>
            {message.erased !== true && <BubbleMenu message={message} isMine={isMine} buyer={buyer.id} />}
          </div>
        </div>
        <SourceLine message={message} zone={zone} />
        {message.erased !== true && <Delivery message={message} isRead={isRead} />}
      </div>
    </div>
  );
});

/** What was said elsewhere says where its words come from. */
const SourceLine = ({ message, zone }: { message: Message; zone: string }) => {
  const source = useSource(message, zone);
  return source === null ? null : <div className={css['state']}>{source}</div>;
};

type RecalledProps = { message: Message; name: string; isMine: boolean; isSought: boolean };

const Recalled = ({ message, name, isMine, isSought }: RecalledProps) => {
  const t = useText();
  return (
    <div className={css['steps']} data-seq={message.seq} data-sought={isSought ? true : undefined}>
      {isMine ? t('recalledByMe') : t('recalled', { name })}
    </div>
  );
};

const Delivery = ({ message, isRead }: { message: Message; isRead: boolean }) => {
  const t = useText();
  const live = useLive();
  const { message: toast } = App.useApp();
  const { delivery } = message;
  if (delivery?.state === 'failed') {
    return (
      <div className={css['failed']} role="alert">
        <ExclamationCircleFilled /> {t('failedDelivery', { cause: delivery.cause ?? '' })}
        <button
          type="button"
          onClick={() =>
            live.act(message.c, `retry/${message.seq}`).catch((error: unknown) => toast.error(toProblem(error).detail))
          }
        >
          {t('retry')}
        </button>
      </div>
    );
  }
  if (delivery?.state === 'pending') {
    const cause = delivery.cause ?? '';
    return <div className={css['state']}>{cause === '' ? t('sending') : t('sendingAgain', { cause })}</div>;
  }
  return isRead ? (
    <div className={css['state']}>
      <CheckOutlined /> {t('buyerRead')}
    </div>
  ) : null;
};

const BubbleMenu = ({ message, isMine, buyer }: { message: Message; isMine: boolean; buyer: string }) => {
  const t = useText();
  const live = useLive();
  const { message: toast } = App.useApp();
  const recallSeconds = useView((view) => view.settings.recallSeconds ?? null);
  const mayRecallAny = useMay('reception.message.recall-any');
  const mayPromise = useMay('promises.promise.make');
  const mayNote = useMay('shop.buyer.edit');
  const [promises, setPromises] = useState(false);
  const [notes, setNotes] = useState(false);
  const recall = async () => {
    try {
      await live.act(message.c, `messages/${message.seq}/recall`);
      if (message.kind === 'text' && message.text !== '') {
        toast.open({
          type: 'success',
          duration: 6,
          content: (
            <>
              {t('recalledByMe')}
              <button
                type="button"
                className={css['toastAct']}
                onClick={() => live.drafts.put(message.c, 'reply', message.text)}
              >
                {t('rewrite')}
              </button>
            </>
          ),
        });
      }
    } catch (error) {
      toast.error(toProblem(error).detail);
    }
  };
  const now = useMinute();
  const items = () => {
    const isLate = recallSeconds !== null && now - Date.parse(message.at) > recallSeconds * 1000;
    return [
      ...(message.text === ''
        ? []
        : [{ key: 'copy', label: t('copy'), onClick: () => void navigator.clipboard.writeText(message.text) }]),
      ...(mayPromise && message.sender === 'agent' && message.kind === 'text' && message.text !== ''
        ? [{ key: 'promise', label: t('asPromise'), onClick: () => setPromises(true) }]
        : []),
      ...(mayNote && message.kind === 'text' && message.text !== ''
        ? [{ key: 'fact', label: t('asFact'), onClick: () => setNotes(true) }]
        : []),
      ...((isMine && !isLate) || mayRecallAny
        ? [{ key: 'recall', label: t('recall'), onClick: () => void recall() }]
        : []),
    ];
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: items() }} destroyOnHidden>
        <button type="button" className={css['menu']} aria-label={t('more')}>
          ⋯
        </button>
      </Dropdown>
      <Suspense fallback={null}>
        {notes && (
          <NoteFact
            buyer={buyer}
            said={message.text}
            conversation={message.c}
            seq={message.seq}
            onDone={() => setNotes(false)}
          />
        )}
        {promises && (
          <MakePromise
            said={message.text}
            saidAt={message.at}
            conversation={message.c}
            seq={message.seq}
            onDone={() => setPromises(false)}
          />
        )}
      </Suspense>
    </>
  );
};
