import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Input, Modal, Radio } from 'antd';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { results, type Care, type CareResult } from './care-wire';
import css from './dossier.module.css';
import { useText } from './text';

type CareCallProps = { buyer: string; name: string; version: number; path?: string; onDone: () => void };

/** What became of a call; each result says what follows from it. */
export const CareCall = ({ buyer, name, version, path, onDone }: CareCallProps) => {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [id] = useState(() => newId());
  const [result, setResult] = useState<CareResult>('reached');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      api.post<Care | object>(path ?? `/api/shop/buyers/${buyer}/care/act`, {
        id,
        version,
        result,
        note: note.trim() || null,
      }),
    onSuccess: async () => {
      for (const key of ['care', 'dossier', 'callbacks', 'greetings', 'greeting-history', 'timeline'])
        await client.invalidateQueries({ queryKey: [key] });
      void message.success(t('saved'));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('callTitle', { name })}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <Radio.Group
          aria-label={t('result')}
          value={result}
          onChange={(event) => setResult(event.target.value as CareResult)}
          options={results.map((value) => ({ value, label: t(`call-${value}`) }))}
        />
        <span className={css['quiet']}>{t(`then-${result}`)}</span>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={1000}
          aria-label={t('answer')}
          placeholder={t('callHint')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
      </div>
    </Modal>
  );
};
