import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useShop } from '@/shared/session';
import css from '../shifts.module.css';
import { useText } from '../text';
import type { ImportAnswer } from './wire';

/** A file is shown first, with what could not be read, and then kept. */
export const ImportRoster = ({ month, onDone }: { month: string; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const chinese = useLanguage() !== 'en';
  const client = useQueryClient();
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const send = (chosen: File, run: boolean) =>
    api.upload<ImportAnswer>(
      `/api/shifts/roster/import?shop=${shop.id}&month=${month}&run=${String(run)}`,
      chosen,
      chosen.name,
    );
  const look = useMutation({ mutationFn: (chosen: File) => send(chosen, false) });
  const keep = useMutation({
    mutationFn: (chosen: File) => send(chosen, true),
    onSuccess: async ({ changed }) => {
      await client.invalidateQueries({ queryKey: ['roster', shop.id] });
      void message.success(t('filled', { n: changed }));
      onDone();
    },
  });
  const shown = look.data;
  const error = keep.error ?? look.error;
  return (
    <Modal
      open
      title={t('importRoster')}
      okText={t('importKeep')}
      okButtonProps={{ disabled: file === null || shown === undefined || shown.days === 0, loading: keep.isPending }}
      onOk={() => file !== null && keep.mutate(file)}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('importHint', { month })}</p>
      <input
        type="file"
        accept=".csv,.xls,.xlsx,.txt"
        aria-label={t('importRoster')}
        onChange={(event) => {
          const chosen = event.target.files?.[0] ?? null;
          setFile(chosen);
          if (chosen !== null) look.mutate(chosen);
        }}
      />
      {error !== null && <Alert type="error" title={toProblem(error).detail} />}
      {shown !== undefined && (
        <>
          <p>{t('importShown', { people: shown.people, days: shown.days, shifts: shown.shifts })}</p>
          {shown.problemCount > 0 && (
            <div className={css['problems']}>
              <p>{t('importProblems', { n: shown.problemCount })}</p>
              {shown.problems.map((problem) => (
                <p key={`${problem.line} ${problem.column} ${problem.zh}`} className={css['hint']}>
                  {t('importLine', { line: problem.line, column: problem.column })} {chinese ? problem.zh : problem.en}
                </p>
              ))}
            </div>
          )}
        </>
      )}
    </Modal>
  );
};
