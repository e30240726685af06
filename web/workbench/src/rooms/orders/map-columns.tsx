import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Select, Table } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { Section } from '@/shared/ui/page';
import css from './orders.module.css';
import { useText } from './text';
import type { Column, Import, Kind, Preview } from './wire';

type MapColumnsProps = { item: Import; preview: Preview; onDone: () => void };

/** Says by hand what each column is; kept under a name, the mapping is recognised in the shop's next file. */
export const MapColumns = ({ item, preview, onDone }: MapColumnsProps) => {
  const t = useText();
  const client = useQueryClient();
  const spoken = useLanguage();
  const [kind, setKind] = useState<Kind>(preview.kind ?? 'orders');
  const [chosen, setChosen] = useState<Record<number, string>>(() =>
    Object.fromEntries(preview.columns.flatMap((c) => (c.field === null ? [] : [[c.index, c.field]]))),
  );
  const [saveAs, setSaveAs] = useState('');
  const save = useMutation({
    mutationFn: () => {
      const columns: Record<string, string[]> = {};
      for (const column of preview.columns) {
        const field = chosen[column.index];
        if (field !== undefined) columns[field] = [...(columns[field] ?? []), column.header];
      }
      return api.post<Import>(`/api/orders/imports/${item.id}/map`, {
        kind,
        platform: preview.platform ?? 'other',
        columns,
        saveAs: saveAs.trim() === '' ? null : saveAs.trim(),
      });
    },
    onSuccess: (fresh) => {
      client.setQueryData(['orders', 'import', item.id], fresh);
      onDone();
    },
  });
  return (
    <Section title={t('changeMapping')}>
      <Select<Kind>
        className={css['search'] ?? ''}
        aria-label={t('kind')}
        value={kind}
        onChange={setKind}
        options={preview.kinds.map((k) => ({ value: k.kind, label: spoken === 'en' ? k.en : k.zh }))}
      />
      <ChoiceTable preview={preview} kind={kind} chosen={chosen} onChoose={setChosen} />
      {save.isError && <Alert type="error" showIcon title={toProblem(save.error).detail} />}
      <div className={css['save']}>
        <Input
          className={css['search'] ?? ''}
          maxLength={60}
          placeholder={t('saveMappingAs')}
          aria-label={t('saveMappingAs')}
          value={saveAs}
          onChange={(event) => setSaveAs(event.target.value)}
        />
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t('apply')}
        </Button>
      </div>
    </Section>
  );
};

type ChoiceTableProps = {
  preview: Preview;
  kind: Kind;
  chosen: Record<number, string>;
  onChoose: (chosen: Record<number, string>) => void;
};

const ChoiceTable = ({ preview, kind, chosen, onChoose }: ChoiceTableProps) => {
  const t = useText();
  const spoken = useLanguage();
  const options = [
    { value: '', label: t('ignore') },
    ...(preview.fields[kind] ?? []).map((f) => ({ value: f.field, label: spoken === 'en' ? f.en : f.zh })),
  ];
  const choose = (index: number, field: string) => {
    const next = { ...chosen };
    if (field === '') delete next[index];
    else next[index] = field;
    onChoose(next);
  };
  return (
    <Table<Column>
      size="small"
      rowKey="index"
      pagination={false}
      scroll={{ x: 560 }}
      dataSource={preview.columns.filter((column) => column.header !== '')}
      columns={[
        { title: t('header'), dataIndex: 'header', width: 160 },
        {
          title: t('means'),
          key: 'field',
          width: 180,
          render: (_, column) => (
            <Select
              size="small"
              style={{ width: '100%' }}
              aria-label={column.header}
              value={chosen[column.index] ?? ''}
              options={options}
              onChange={(field) => choose(column.index, field)}
            />
          ),
        },
        {
          title: t('samples'),
          dataIndex: 'samples',
          ellipsis: true,
          render: (samples: string[]) => <span className={css['quiet']}>{samples.join('　|　')}</span>,
        },
      ]}
    />
  );
};
