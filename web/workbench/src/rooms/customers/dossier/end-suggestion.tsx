import { useState } from 'react';
import { Alert, App, Input, Modal, Radio } from 'antd';
import { toProblem } from '@/shared/api/problem';
import css from './dossier.module.css';
import { useText } from './text';
import { useDossierAct } from './use-dossier';
import type { Suggestion, SuggestionState } from './wire';

const ends = ['answered', 'done', 'declined'] as const;

export const EndSuggestion = ({
  buyer,
  one,
  onDone,
}: {
  buyer: string;
  one: Pick<Suggestion, 'id' | 'text'>;
  onDone: () => void;
}) => {
  const t = useText();
  const { message } = App.useApp();
  const [state, setState] = useState<SuggestionState>('answered');
  const [answer, setAnswer] = useState('');
  const act = useDossierAct(buyer, () => {
    void message.success(t('ended'));
    onDone();
  });
  return (
    <Modal
      open
      title={t('endTitle')}
      okText={t('end')}
      okButtonProps={{ loading: act.isPending, disabled: answer.trim() === '' }}
      onOk={() => act.mutate({ path: `/api/shop/suggestions/${one.id}/end`, body: { state, answer: answer.trim() } })}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <div className={css['words']}>{one.text}</div>
        <Radio.Group
          aria-label={t('result')}
          value={state}
          onChange={(event) => setState(event.target.value as SuggestionState)}
          options={ends.map((value) => ({ value, label: t(`state-${value}`) }))}
        />
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={1000}
          aria-label={t('answer')}
          placeholder={t('answerHint')}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
        {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      </div>
    </Modal>
  );
};
