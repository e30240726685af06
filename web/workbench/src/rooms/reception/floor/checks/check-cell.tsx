import { useState } from 'react';
import { CheckOutlined, CloseOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useShop } from '@/shared/session';
import { clockTime } from '@/shared/time/format';
import css from '../floor.module.css';
import { useText } from '../text';

export type Line = { subject: string; rule: string; isKept: boolean; note: string | null; byName: string; at: string };

const mostNote = 200;

type CellProps = {
  name: string;
  rule: string;
  line: Line | undefined;
  mayWrite: boolean;
  onTick: (isKept: boolean | null, note: string | null) => void;
};

/** Not checked, kept, not kept, and round again; what was checked can carry a note. */
export const CheckCell = ({ name, rule, line, mayWrite, onTick }: CellProps) => {
  const t = useText();
  const { zone } = useShop();
  const state = line === undefined ? 'checksOpen' : line.isKept ? 'checksKept' : 'checksNot';
  return (
    <>
      <button
        type="button"
        className={css['check']}
        data-kept={line?.isKept}
        disabled={!mayWrite}
        aria-label={t('checksCell', { name, rule, state: t(state) })}
        onClick={() => onTick(line === undefined ? true : line.isKept ? false : null, line?.note ?? null)}
      >
        <span>
          {line === undefined ? '' : line.isKept ? <CheckOutlined /> : <CloseOutlined />} {t(state)}
        </span>
        {line !== undefined && (
          <span className={css['hint']}>{t('checksBy', { by: line.byName, time: clockTime(line.at, zone) })}</span>
        )}
      </button>
      {line !== undefined && mayWrite && (
        <Note name={name} rule={rule} line={line} onSave={(note) => onTick(line.isKept, note)} />
      )}
      {line?.note !== undefined && line.note !== null && !mayWrite && (
        <span className={css['checkNote']}>{line.note}</span>
      )}
    </>
  );
};

type NoteProps = { name: string; rule: string; line: Line; onSave: (note: string | null) => void };

const Note = ({ name, rule, line, onSave }: NoteProps) => {
  const t = useText();
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    const words = (draft ?? '').trim();
    setDraft(null);
    if (words !== (line.note ?? '')) onSave(words === '' ? null : words);
  };
  return (
    <Popover
      open={draft !== null}
      onOpenChange={(isOpen) => setDraft(isOpen ? (line.note ?? '') : null)}
      trigger="click"
      destroyOnHidden
      content={
        <div className={css['checkNoteBox']}>
          <Input.TextArea
            autoFocus
            aria-label={t('checksNoteOf', { name, rule })}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={mostNote}
            showCount
            value={draft ?? ''}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setDraft(null);
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
            }}
          />
          <Button type="primary" size="small" onClick={save}>
            {t('checksNoteSave')}
          </Button>
        </div>
      }
    >
      <button type="button" className={css['checkNote']} data-empty={line.note === null} title={line.note ?? undefined}>
        <EditOutlined /> {line.note ?? t('checksAddNote')}
      </button>
    </Popover>
  );
};
