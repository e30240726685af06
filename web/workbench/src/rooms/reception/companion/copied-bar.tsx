import { useEffect, useRef } from 'react';
import { Button } from 'antd';
import { keyName } from '@/shared/keys/keys';
import css from './companion.module.css';
import { useText } from './text';

export type Copied = { seq: number; text: string; isCopied: boolean };

type BarProps = { copied: Copied; onUndo: () => void; onDone: () => void };

/** What just left: recorded and on the clipboard, or selected to be copied by hand; and the way back. */
export const CopiedBar = ({ copied, onUndo, onDone }: BarProps) => {
  const t = useText();
  const hand = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (copied.isCopied) return;
    hand.current?.focus();
    hand.current?.select();
  }, [copied]);
  return (
    <div className={css['copied']} role="status">
      <span>{copied.isCopied ? t('copied') : t('byHand', { key: keyName('mod+c') })}</span>
      {!copied.isCopied && (
        <textarea
          ref={hand}
          readOnly
          rows={2}
          value={copied.text}
          aria-label={t('answer')}
          onFocus={(event) => event.target.select()}
        />
      )}
      <span className={css['acts']}>
        <Button size="small" type="text" onClick={onUndo} title={keyName('alt+u')}>
          {t('undo')}
        </Button>
        {!copied.isCopied && (
          <Button size="small" onClick={onDone}>
            {t('done')}
          </Button>
        )}
      </span>
    </div>
  );
};
