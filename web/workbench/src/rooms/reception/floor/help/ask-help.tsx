import { useState } from 'react';
import { App, Button, Input, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useView } from '../../use-live';
import type { Head } from '../../wire';
import css from '../floor.module.css';
import { useText } from '../text';
import { CallCard } from './call-card';
import { useHelp, useHelpAct } from './use-help';

/** Unsure? Ask a leader or a colleague; the question and the answer stand as private notes in the conversation. */
export const AskHelp = ({ head }: { head: Head }) => {
  const t = useText();
  const { message } = App.useApp();
  const me = useView((view) => view.me.id);
  const people = useView((view) => view.people);
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const calls = (useHelp().data ?? []).filter((call) => call.conversation === head.id);
  const ask = useHelpAct(() => {
    setText('');
    void message.success(t('asked'));
  });
  return (
    <div className={css['stack']}>
      {calls.map((call) => (
        <CallCard key={call.id} call={call} isHere />
      ))}
      <Select
        size="small"
        value={to}
        aria-label={t('askWhom')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={setTo}
        options={[
          { value: '', label: t('anyLeader') },
          ...people.filter((one) => one.id !== me).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={500}
        value={text}
        placeholder={t('askWhat')}
        aria-label={t('askWhat')}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        size="small"
        disabled={text.trim() === ''}
        loading={ask.isPending}
        onClick={() =>
          ask.mutate(
            { path: `conversations/${head.id}/help`, body: { to: to === '' ? null : to, text: text.trim() } },
            { onError: (error) => void message.error(toProblem(error).detail) },
          )
        }
      >
        {t('askHelp')}
      </Button>
    </div>
  );
};
