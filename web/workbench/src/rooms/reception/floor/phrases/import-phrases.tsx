import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Modal, Select, Table } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useShop } from '@/shared/session';
import { MarkLine } from '../texts/mark-line';
import css from './phrases.module.css';
import { usePhraseText } from './text';
import type { ImportAnswer, ImportLine, PhraseList } from './wire';

/** A file is shown first, line by line, and then kept. */
export const ImportPhrases = ({ list, onDone }: { list: PhraseList; onDone: () => void }) => {
  const t = usePhraseText();
  const shop = useShop();
  const isChinese = useLanguage() !== 'en';
  const client = useQueryClient();
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const [whose, setWhose] = useState(list.mayEdit ? 'shop' : 'own');
  const send = (chosen: File, to: string, run: boolean) => {
    const [level, team] = to.startsWith('team:') ? ['team', to.slice(5)] : [to, ''];
    const query = new URLSearchParams({ shop: shop.id, level: level ?? 'own', run: String(run) });
    if (team !== '' && team !== undefined) query.set('team', team);
    return api.upload<ImportAnswer>(`/api/reception/phrases/import?${query.toString()}`, chosen, chosen.name);
  };
  const look = useMutation({ mutationFn: ({ chosen, to }: { chosen: File; to: string }) => send(chosen, to, false) });
  const keep = useMutation({
    mutationFn: (chosen: File) => send(chosen, whose, true),
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: ['phrases'] });
      void message.success(t('importDone', { added: done.added, changed: done.changed }));
      onDone();
    },
  });
  const shown = look.data;
  const error = keep.error ?? look.error;
  const color = { add: 'success', change: 'warning', nothing: '', wrong: 'error' } as const;
  return (
    <Modal
      open
      width={760}
      title={t('importFile')}
      okText={t('importRun')}
      okButtonProps={{
        disabled: file === null || shown === undefined || shown.added + shown.changed === 0,
        loading: keep.isPending,
      }}
      onOk={() => file !== null && keep.mutate(file)}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('importHint')}</p>
      <div className={css['bar']}>
        {t('importTo')}
        <Select
          className={css['pick'] ?? ''}
          value={whose}
          onChange={(to: string) => {
            setWhose(to);
            if (file !== null) look.mutate({ chosen: file, to });
          }}
          options={[
            ...(list.mayEdit
              ? [
                  { value: 'shop', label: t('shop') },
                  ...list.teams.map((team) => ({ value: `team:${team.id}`, label: team.name })),
                ]
              : []),
            { value: 'own', label: t('own') },
          ]}
        />
        <input
          type="file"
          accept=".csv,.xls,.xlsx,.txt"
          aria-label={t('importFile')}
          onChange={(event) => {
            const chosen = event.target.files?.[0] ?? null;
            setFile(chosen);
            if (chosen !== null) look.mutate({ chosen, to: whose });
          }}
        />
      </div>
      {error !== null && <Alert type="error" title={toProblem(error).detail} />}
      {shown !== undefined && (
        <>
          <p>
            {t('importShown', {
              added: shown.added,
              changed: shown.changed,
              same: shown.same,
              wrong: shown.wrong,
            })}
          </p>
          <Table<ImportLine>
            size="small"
            rowKey="line"
            dataSource={shown.lines}
            pagination={shown.lines.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            scroll={{ x: 640 }}
            columns={[
              { title: t('line'), dataIndex: 'line', width: 60 },
              {
                title: t('does'),
                width: 220,
                render: (_, line) => (
                  <span className={line.does === 'wrong' ? css['wrong'] : ''} data-tone={color[line.does]}>
                    {line.does === 'wrong' ? (isChinese ? line.why : line.whyEn) : t(`does-${line.does}`)}
                    {line.does !== 'wrong' && line.guard !== null && <MarkLine mark={line.guard} />}
                  </span>
                ),
              },
              { title: t('group'), dataIndex: 'group', width: 80 },
              { title: t('code'), dataIndex: 'code', width: 70 },
              { title: t('question'), dataIndex: 'title', width: 150, ellipsis: true },
              { title: t('words'), dataIndex: 'text', ellipsis: true },
            ]}
          />
        </>
      )}
    </Modal>
  );
};
