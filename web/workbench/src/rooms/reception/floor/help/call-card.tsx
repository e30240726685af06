import { useState } from 'react';
import { App, Button, Input } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { span } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import css from '../floor.module.css';
import { useText } from '../text';
import { useHelpAct, type Call } from './use-help';

/** One call: who asks what, the answer or the place to write it. */
export const CallCard = ({ call, isHere = false }: { call: Call; isHere?: boolean }) => {
  const t = useText();
  const now = useNow();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const act = useHelpAct(() => setText(''));
  const onError = (error: unknown) => void message.error(toProblem(error).detail);
  return (
    <div className={css['call']} data-late={call.isLate}>
      <div className={css['hint']}>
        {call.isMine ? t('iAsked', { name: call.toName ?? t('anyLeader') }) : t('asks', { name: call.byName ?? '' })}{' '}
        {call.answeredAt === null && span(Math.max(0, now - Date.parse(call.at)))}
        {!isHere && (
          <>
            {' · '}
            <Link to={`/reception/${call.conversation}`}>{call.buyerName}</Link>
          </>
        )}
      </div>
      <div>{call.kind === 'soothing' ? t(call.isMine ? 'soothedMine' : 'soothedCall') : call.question}</div>
      {call.answer !== null && (
        <>
          <div className={css['answer']}>
            <b>{call.answeredBy}</b> {call.answer}
          </div>
          {call.isMine && (
            <Button
              size="small"
              loading={act.isPending}
              onClick={() => act.mutate({ path: `help/${call.id}/seen` }, { onError })}
            >
              {t('gotIt')}
            </Button>
          )}
        </>
      )}
      {call.mayAnswer && (
        <>
          <Input.TextArea
            autoSize={{ minRows: 1, maxRows: 5 }}
            maxLength={500}
            value={text}
            placeholder={t('answerHint')}
            aria-label={t('answerHint')}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            size="small"
            type="primary"
            disabled={text.trim() === ''}
            loading={act.isPending}
            onClick={() => act.mutate({ path: `help/${call.id}/answer`, body: { text: text.trim() } }, { onError })}
          >
            {t('answer')}
          </Button>
        </>
      )}
    </div>
  );
};
