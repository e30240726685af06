import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Input, Select } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useShop } from '@/shared/session';
import { DayPicker } from '@/shared/ui/pickers';
import { readPlatform, type PlatformLine } from './platform-lines';
import css from './reports.module.css';
import { useText } from './text';
import { platformText } from './value';
import type { Platform, PlatformRow } from './wire';

type EnterPlatformProps = { platform: Platform; isOpen: boolean; onClose: () => void };

/** One figure by hand, or many lines copied out of a sheet. */
export const EnterPlatform = ({ platform, isOpen, onClose }: EnterPlatformProps) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const done = () => queries.invalidateQueries({ queryKey: ['metrics', 'platform'] });
  const [kept, setKept] = useState(0);
  const failed = (error: unknown) => void message.error(toProblem(error).detail);
  const save = useMutation({
    mutationFn: (rows: readonly PlatformLine[]) => api.put('/api/metrics/platform', { shop: shop.id, rows }),
    onSuccess: () => {
      void message.success(t('saved'));
      setKept((times) => times + 1); // the form is empty again
      return done();
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: ({ figure, first, last }: PlatformRow) =>
      api.post('/api/metrics/platform/remove', { shop: shop.id, figure, first, last }),
    onSuccess: done,
    onError: failed,
  });
  return (
    <Drawer open={isOpen} onClose={onClose} size={Math.min(720, window.innerWidth)} title={t('platformEnter')}>
      <One key={`one ${kept}`} platform={platform} isSaving={save.isPending} onSave={(line) => save.mutate([line])} />
      <Many key={`many ${kept}`} platform={platform} isSaving={save.isPending} onSave={(lines) => save.mutate(lines)} />
      <Kept platform={platform} onRemove={(row) => remove.mutate(row)} />
    </Drawer>
  );
};

type OneProps = { platform: Platform; isSaving: boolean; onSave: (line: PlatformLine) => void };

const One = ({ platform, isSaving, onSave }: OneProps) => {
  const t = useText();
  const language = useLanguage();
  const [figure, setFigure] = useState<string>();
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [amount, setAmount] = useState('');
  const [source, setSource] = useState('');
  const read = readPlatform(
    [figure, first, last === '' ? first : last, amount, source].join('\t'),
    platform.definitions,
  );
  const line = read.lines[0];
  return (
    <form
      className={css['enter']}
      onSubmit={(event) => {
        event.preventDefault();
        if (line !== undefined) onSave(line);
      }}
    >
      <label>
        {t('figureCol')}
        <Select
          value={figure}
          onChange={setFigure}
          options={platform.definitions.map((one) => ({
            value: one.figure,
            label: language === 'en' ? one.en : one.zh,
          }))}
        />
      </label>
      <label>
        {t('platformFirst')}
        <DayPicker mayBeEmpty label={t('platformFirst')} value={first} onChange={setFirst} />
      </label>
      <label>
        {t('platformLast')}
        <DayPicker mayBeEmpty label={t('platformLast')} value={last} least={first} onChange={setLast} />
      </label>
      <label>
        {t('valueCol')}
        <Input
          inputMode="decimal"
          value={amount}
          placeholder={t('platformAmount')}
          onChange={(event) => setAmount(event.target.value)}
        />
      </label>
      <label>
        {t('platformSource')}
        <Input
          value={source}
          maxLength={200}
          placeholder={t('platformSourceHint')}
          onChange={(event) => setSource(event.target.value)}
        />
      </label>
      <Button type="primary" htmlType="submit" loading={isSaving} disabled={line === undefined}>
        {t('save')}
      </Button>
    </form>
  );
};

type ManyProps = { platform: Platform; isSaving: boolean; onSave: (lines: readonly PlatformLine[]) => void };

const Many = ({ platform, isSaving, onSave }: ManyProps) => {
  const t = useText();
  const [text, setText] = useState('');
  const read = readPlatform(text, platform.definitions);
  return (
    <section className={css['enterMany']}>
      <h3>{t('platformPaste')}</h3>
      <p className={css['hint']}>{t('platformPasteHint')}</p>
      <Input.TextArea
        aria-label={t('platformPaste')}
        autoSize={{ minRows: 3, maxRows: 10 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {read.wrong.length > 0 && <p role="alert">{t('platformWrong', { lines: read.wrong.join(', ') })}</p>}
      <Button
        loading={isSaving}
        disabled={read.lines.length === 0 || read.wrong.length > 0}
        onClick={() => onSave(read.lines)}
      >
        {t('platformSaveLines', { n: read.lines.length })}
      </Button>
    </section>
  );
};

const Kept = ({ platform, onRemove }: { platform: Platform; onRemove: (row: PlatformRow) => void }) => {
  const t = useText();
  const language = useLanguage();
  const of = new Map(platform.definitions.map((one) => [one.figure, one]));
  if (platform.rows.length === 0) return null;
  return (
    <div className={css['scroll']}>
      <table className={css['rows']}>
        <thead>
          <tr>
            <th scope="col">{t('figureCol')}</th>
            <th scope="col">{t('colDay')}</th>
            <th scope="col">{t('valueCol')}</th>
            <th scope="col">{t('platformSource')}</th>
            <th scope="col">{t('platformBy')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {platform.rows.map((row) => {
            const definition = of.get(row.figure);
            return (
              <tr key={`${row.figure} ${row.first} ${row.last}`}>
                <td>{(language === 'en' ? definition?.en : definition?.zh) ?? row.figure}</td>
                <td>{row.first === row.last ? row.first : `${row.first} – ${row.last}`}</td>
                <td className={css['number']}>{platformText(definition?.unit ?? 'score', row.amount)}</td>
                <td>{row.source}</td>
                <td>{row.name}</td>
                <td>
                  <Button size="small" type="text" onClick={() => onRemove(row)}>
                    {t('platformRemove')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
