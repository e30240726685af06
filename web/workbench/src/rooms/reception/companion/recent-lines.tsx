import { useStore } from '@/shared/store/store';
import { clockTime } from '@/shared/time/format';
import { useLive, useThread, useView } from '../use-live';
import type { Head, Message } from '../wire';
import css from './companion.module.css';
import { useText } from './text';
import { useSource } from './use-source';

const shown = 4;

/** The last words of the talk, each with where it comes from. */
export const RecentLines = ({ c, head }: { c: string; head: Head }) => {
  const t = useText();
  const thread = useThread(c);
  const live = useLive();
  const zone = useView((view) => view.shop.zone);
  const failure = useStore(live.failure);
  const said = (thread?.messages ?? []).map((told) => told.message).filter((one) => one.kind !== 'system');
  if (failure !== null && said.length === 0) return null;
  return (
    <section className={css['recent']} aria-label={head.buyer.name}>
      {said.length > shown && (
        <a className={css['link']} href={`/reception/${c}`} target="zhanggui">
          {t('older')}
        </a>
      )}
      {said.slice(-shown).map((message) => (
        <Line key={message.seq} message={message} zone={zone} />
      ))}
    </section>
  );
};

const Line = ({ message, zone }: { message: Message; zone: string }) => {
  const t = useText();
  const source = useSource(message, zone);
  const voice = message.kind === 'note' ? 'note' : message.sender === 'buyer' ? 'buyer' : 'agent';
  return (
    <div className={css['line']} data-voice={voice}>
      <span className={css['words']}>
        {message.recalled ? (
          <s>{message.text === '' ? t('wasNotSent') : t('notSent', { text: message.text })}</s>
        ) : (
          message.text
        )}
      </span>
      <span className={css['quiet']}>
        {clockTime(message.at, zone)}
        {message.kind === 'note' ? ` · ${t('note')}` : source === null ? '' : ` · ${source}`}
      </span>
    </div>
  );
};
