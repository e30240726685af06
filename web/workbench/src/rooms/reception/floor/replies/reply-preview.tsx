import type { CSSProperties } from 'react';
import { inkOn, standardColour } from '@/rooms/channels';
import { useShop } from '@/shared/session';
import css from './replies.module.css';
import { useReplyText } from './text';
import type { Replies, Reply } from './wire';

/** The shop's chat window as a buyer has it when this reply comes. */
export const ReplyPreview = ({ of, reply }: { of: Replies; reply: Reply }) => {
  const t = useReplyText();
  const shop = useShop();
  const colour = of.colour === null || of.colour === '' ? standardColour : of.colour;
  const style: CSSProperties & Record<`--${string}`, string> = { '--shop': colour, '--shop-ink': inkOn(colour) };
  return (
    <figure className={css['preview']} style={style}>
      <figcaption className={css['hint']}>{t('preview')}</figcaption>
      <div className={css['window']}>
        <div className={css['head']}>
          <b>{t('previewTitle', { shop: of.widgetName ?? shop.name })}</b>
          <span>{reply.key === 'off_hours' ? t('away') : t('online')}</span>
        </div>
        <div className={css['body']}>
          <p className={css['asked']}>{t('asked')}</p>
          {reply.key !== 'busy' && of.notice !== null && <p className={css['notice']}>{of.notice}</p>}
          {reply.key === 'busy' && reply.afterSeconds !== null && (
            <p className={css['notice']}>{t('waited', { n: reply.afterSeconds })}</p>
          )}
          {reply.isOn && reply.text.trim() !== '' ? (
            <div>
              <span className={css['who']}>{t('robot')}</span>
              <p className={css['said']}>{reply.text.trim()}</p>
            </div>
          ) : (
            <p className={css['notice']}>{t('silent')}</p>
          )}
        </div>
      </div>
    </figure>
  );
};
