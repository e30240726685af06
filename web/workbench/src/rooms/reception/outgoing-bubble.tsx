import { Spin } from 'antd';
import type { Outgoing } from '@/shared/feed/outbox';
import { connection } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { Content } from './content';
import css from './record.module.css';
import { useText } from './text';
import type { Upload } from './use-files';
import { useLive } from './use-live';
import type { Writing } from './wire';

/** Written, not yet in the record: it stands where it will stand, and says what it waits for. */
export const OutgoingBubble = ({ item }: { item: Outgoing<Writing> }) => {
  const t = useText();
  const live = useLive();
  const line = useStore(connection);
  const { body, state, detail } = item;
  const takeBack = () => {
    live.outbox.remove(item.id);
    if (body.text !== '') live.drafts.put(body.c, body.kind === 'note' ? 'note' : 'reply', body.text);
  };
  const words =
    state === 'refused' ? `${t('notSent')} ${detail ?? ''}` : line === 'live' ? t('sending') : t('waitingForLine');
  const message = {
    kind: body.kind,
    text: body.text,
    body: body.file !== undefined ? { file: body.file } : body.card !== undefined ? { card: body.card } : null,
  };
  return (
    <div
      className={css['line']}
      data-side="right"
      data-voice={body.kind === 'note' ? 'note' : 'agent'}
      data-outgoing={state}
    >
      <span className={css['face']} />
      <div className={css['column']}>
        <div className={css['bubbleRow']}>
          <div className={css['bubble']}>
            <Content message={message} />
          </div>
        </div>
        {state !== 'acked' && (
          <div
            className={state === 'refused' ? css['failed'] : css['pending']}
            role={state === 'refused' ? 'alert' : 'status'}
          >
            {words}
            {state === 'refused' && (
              <button
                type="button"
                onClick={() => {
                  live.outbox.again(item.id);
                  live.flush();
                }}
              >
                {t('retry')}
              </button>
            )}
            {(state === 'refused' || state === 'waiting') && (
              <button type="button" onClick={takeBack}>
                {body.text === '' ? t('takeBack') : t('edit')}
              </button>
            )}
          </div>
        )}
      </div>
    </div>
  );
};

export const UploadBubble = ({ upload }: { upload: Upload }) => {
  const t = useText();
  return (
    <div className={css['line']} data-side="right" data-voice="agent" data-outgoing="sent">
      <span className={css['face']} />
      <div className={css['column']}>
        <div className={css['bubbleRow']}>
          <div className={css['bubble']}>
            {upload.preview !== null && <img className={css['preview']} src={upload.preview} alt={upload.name} />}
            <span className={css['uploading']}>
              <Spin size="small" /> {t('uploading', { name: upload.name })}
            </span>
          </div>
        </div>
      </div>
    </div>
  );
};
