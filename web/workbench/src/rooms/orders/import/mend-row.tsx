import { useState } from 'react';
import { Alert, Button, Drawer, Form, Input } from 'antd';
import { useLanguage } from '@/shared/i18n/language';
import type { RefusedRows } from '../wire';
import { useImportText } from './text';

export type RefusedRow = RefusedRows['rows'][number];

type MendRowProps = {
  row: RefusedRow;
  headers: string[];
  cells: string[];
  onSave: (cells: string[]) => void;
  onClose: () => void;
};

/** One refused row with all its cells: what is wrong stands above, the cells at fault come first. */
export const MendRow = ({ row, headers, cells, onSave, onClose }: MendRowProps) => {
  const t = useImportText();
  const spoken = useLanguage();
  const [draft, setDraft] = useState(cells);
  const atFault = new Set(row.problems.map((problem) => problem.column));
  const order = headers
    .map((header, index) => ({ header, index }))
    .sort((a, b) => Number(atFault.has(b.header.trim())) - Number(atFault.has(a.header.trim())));
  return (
    <Drawer
      open
      size={480}
      title={t('mendTitle', { line: row.line })}
      onClose={onClose}
      footer={
        <Button type="primary" block onClick={() => onSave(draft)}>
          {t('mendKeep')}
        </Button>
      }
    >
      {row.problems.map((problem) => (
        <Alert key={problem.code} type="warning" showIcon title={spoken === 'en' ? problem.en : problem.zh} />
      ))}
      <Form layout="vertical" style={{ marginTop: 16 }}>
        {order.map(({ header, index }) => (
          <Form.Item
            key={index}
            label={header}
            validateStatus={atFault.has(header.trim()) ? 'warning' : ''}
            style={{ marginBottom: 12 }}
          >
            <Input
              aria-label={header}
              value={draft[index] ?? ''}
              onChange={(event) => setDraft(draft.map((cell, i) => (i === index ? event.target.value : cell)))}
            />
          </Form.Item>
        ))}
      </Form>
    </Drawer>
  );
};
