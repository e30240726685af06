import { useState } from 'react';
import { Alert, App, Button, Checkbox, Input } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import css from './whatif.module.css';
import { useText } from './text';
import type { Comparison } from './wire';

/** What the owner says about the comparison; printed with it, and shown beside the tried book when wanted. */
export const NoteForm = ({ one }: { one: Comparison }) => {
  const t = useText();
  const zone = useZone();
  const { message } = App.useApp();
  const [note, setNote] = useState(one.note ?? '');
  const [shown, setShown] = useState(one.noteShown);
  const save = useMutation({
    mutationFn: () => api.put(`/api/pay/whatifs/${one.id}/note`, { note, shown }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['pay', 'whatif', 'one', one.id] });
      void message.success(t('saved'));
    },
  });
  return (
    <>
      <p className={`${css['note'] ?? ''} ${css['onPaper'] ?? ''}`}>{one.note}</p>
      <div className={`${css['noteForm'] ?? ''} ${css['offPaper'] ?? ''}`}>
        <p className={css['hint']}>{t('noteHint')}</p>
        <Input.TextArea
          aria-label={t('note')}
          rows={4}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {!one.afterWhich.startsWith('preset:') && (
          <Checkbox checked={shown} onChange={(event) => setShown(event.target.checked)}>
            {t('noteShown')}
          </Checkbox>
        )}
        <div>
          <Button
            loading={save.isPending}
            disabled={note === (one.note ?? '') && shown === one.noteShown}
            onClick={() => save.mutate()}
          >
            {t('save')}
          </Button>
        </div>
        {save.isError && <Alert type="error" showIcon title={toProblem(save.error).detail} />}
      </div>
      {one.noteBy !== null && one.noteAt !== null && one.note !== null && (
        <p className={css['quiet']}>{t('noted', { name: one.noteBy, at: fullMoment(one.noteAt, zone) })}</p>
      )}
    </>
  );
};
