import { useState } from 'react';
import { App, Button, Input } from 'antd';
import { useLive } from '../use-live';
import css from './companion.module.css';
import { useText } from './text';

export const noteField = 'companion-note';

/** A private note in the conversation. */
export const NoteForm = ({ c }: { c: string }) => {
  const t = useText();
  const live = useLive();
  const { message } = App.useApp();
  const [text, setText] = useState(() => live.drafts.text(c, 'note'));
  const keep = () => {
    if (text.trim() === '') return;
    live.send({ c, kind: 'note', text: text.trimEnd() });
    live.drafts.sent(c, 'note');
    setText('');
    void message.success(t('noteSaved'));
  };
  return (
    <div className={css['noteForm']}>
      <Input.TextArea
        id={noteField}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={text}
        placeholder={t('noteHint')}
        aria-label={t('note')}
        onChange={(event) => {
          setText(event.target.value);
          live.drafts.write(c, 'note', event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          keep();
        }}
      />
      <Button size="small" disabled={text.trim() === ''} onClick={keep}>
        {t('noteSave')}
      </Button>
    </div>
  );
};
