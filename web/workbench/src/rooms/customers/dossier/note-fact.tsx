import { useState } from 'react';
import { Alert, App, Input, Modal, Segmented, Select } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import css from './dossier.module.css';
import { useText } from './text';
import { choicesOf, useDossierAct, useScheme } from './use-dossier';

type NoteFactProps = { buyer: string; said?: string; conversation?: string; seq?: number; onDone: () => void };

/** From a message, one press: a fact for the record, or a suggestion for the archive. */
export const NoteFact = ({ buyer, said = '', conversation, seq, onDone }: NoteFactProps) => {
  const t = useText();
  const { message } = App.useApp();
  const scheme = useScheme();
  const [id] = useState(() => newId());
  const [as, setAs] = useState<'facts' | 'suggestions'>('facts');
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState(said.slice(0, 1000));
  const act = useDossierAct(buyer, () => {
    void message.success(t('noted'));
    onDone();
  });
  const choices = choicesOf(as === 'facts' ? scheme.data?.scheme.factKinds : scheme.data?.scheme.topics);
  const kind = choices.some((one) => one.value === chosen) ? chosen : (choices[0]?.value ?? null);
  const isReady = kind !== null && text.trim() !== '';
  const save = () =>
    act.mutate({
      path: `/api/shop/buyers/${buyer}/${as}`,
      body: { id, text: text.trim(), conversation, seq, ...(as === 'facts' ? { kind } : { topic: kind }) },
    });
  return (
    <Modal
      open
      title={t('factTitle')}
      okButtonProps={{ loading: act.isPending, disabled: !isReady }}
      onOk={save}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <Segmented
          value={as}
          onChange={setAs}
          options={[
            { value: 'facts' as const, label: t('facts') },
            { value: 'suggestions' as const, label: t('suggestions') },
          ]}
        />
        <Select
          aria-label={as === 'facts' ? t('kind') : t('topic')}
          value={kind}
          options={choices}
          onChange={setChosen}
          loading={scheme.isPending}
        />
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          aria-label={t('factText')}
          placeholder={t('factHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady) save();
          }}
        />
        {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      </div>
    </Modal>
  );
};
