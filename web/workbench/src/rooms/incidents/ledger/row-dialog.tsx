import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { MomentPicker } from '@/shared/ui/pickers';
import css from '../incidents.module.css';
import { cellOf, typedOf } from './cells';
import { useText } from './text';
import { financeKinds, labelOf, type Column, type Ledger, type Line, type Tab, type Version } from './wire';

type Props = { tab: Tab; ledger: Ledger; names: Record<string, string>; row: Line | null; onDone: () => void };
type Values = Record<string, string | undefined>;

/** One row: entered or changed by who may, decided or approved by somebody else, with everything it said before. */
export const RowDialog = ({ tab, ledger, names, row, onDone }: Props) => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post(`/api/records/ledger/${tab}${path}`, { shop: shop.id, ...body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['ledger', shop.id] });
      void message.success(t('saved'));
      onDone();
    },
  });
  const written = ledger.columns.map((column, index) => ({ column, index })).filter(({ column }) => column.isWritten);
  const save = (values: Values) =>
    act.mutate({
      path: '',
      body: {
        key: row?.key ?? null,
        reason,
        cells: Object.fromEntries(
          written
            .filter(({ column }) => mayWrite(column))
            .map(({ column }) => [column.name, cellOf(column, values[column.name], shop.zone)]),
        ),
      },
    });
  const mayWrite = (column: Column) => !column.isDecision || ledger.mayDecide;
  const problem = act.error === null ? null : toProblem(act.error);
  const editable = ledger.mayEdit && row?.isMine !== true;
  const approves = tab === 'adjustments' && row !== null && ledger.mayDecide && !row.isMine && !row.enteredByMe;
  return (
    <Modal
      open
      width={640}
      title={row === null ? t('add') : t(`tab-${tab}`)}
      onCancel={onDone}
      footer={[
        row !== null && ledger.mayDecide && !row.isMine && (
          <Button
            key="remove"
            danger
            disabled={reason.trim() === ''}
            loading={act.isPending}
            onClick={() => act.mutate({ path: '/remove', body: { key: row.key, reason } })}
          >
            {t('remove')}
          </Button>
        ),
        approves && (
          <Button
            key="approve"
            loading={act.isPending}
            onClick={() => act.mutate({ path: '/approve', body: { key: row.key, approve: row.isOpen } })}
          >
            {row.isOpen ? t('approve') : t('unapprove')}
          </Button>
        ),
        <Button key="close" onClick={onDone}>
          {shared('close')}
        </Button>,
        editable && (
          <Button key="save" type="primary" loading={act.isPending} onClick={() => form.submit()}>
            {shared('save')}
          </Button>
        ),
      ]}
    >
      {row?.isMine === true && <Alert type="info" title={t('ownRow')} />}
      {tab === 'adjustments' && <p className={css['hint']}>{t('adjustHint')}</p>}
      <Form
        form={form}
        layout="vertical"
        disabled={!editable}
        initialValues={Object.fromEntries(
          written.map(({ column, index }) => [
            column.name,
            row === null ? undefined : typedOf(column, row.cells[index] ?? null) || undefined,
          ]),
        )}
        onFinish={save}
      >
        <div className={css['pair']}>
          {written.map(({ column }) => (
            <Form.Item
              key={column.name}
              name={column.name}
              label={t(labelOf(column.name))}
              rules={[{ required: column.isRequired, message: t('required') }]}
              {...(problem?.field === column.name ? { validateStatus: 'error' as const, help: problem.detail } : {})}
            >
              <Field tab={tab} column={column} ledger={ledger} disabled={!editable || !mayWrite(column)} />
            </Form.Item>
          ))}
        </div>
      </Form>
      {row !== null && ledger.mayEdit && (
        <Input
          maxLength={500}
          placeholder={t('reasonHint')}
          aria-label={t('reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {problem !== null && <Alert type="error" title={problem.detail} />}
      {row !== null && <History tab={tab} row={row} ledger={ledger} names={names} />}
    </Modal>
  );
};

type FieldProps = {
  tab: Tab;
  column: Column;
  ledger: Ledger;
  disabled: boolean;
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
};

const Field = ({ tab, column, ledger, disabled, id, ...rest }: FieldProps) => {
  const t = useText();
  // The label of the form belongs to whatever is typed into.
  const labelled = id === undefined ? {} : { id };
  const typed = {
    ...labelled,
    disabled,
    value: rest.value ?? '',
    onChange: (event: { target: { value: string } }) => rest.onChange?.(event.target.value),
  };
  if (column.isPerson || (column.name === 'account' && ledger.people.length > 0)) {
    const people = ledger.people.map((one) => ({ value: one.person, label: `${one.name} ${one.number}` }));
    const isKnown = rest.value === undefined || people.some((one) => one.value === rest.value);
    return (
      <Select
        {...labelled}
        allowClear
        disabled={disabled}
        showSearch={{ optionFilterProp: 'label' }}
        options={isKnown ? people : [{ value: rest.value, label: rest.value }, ...people]}
        value={rest.value ?? null}
        onChange={(value) => rest.onChange?.(value ?? undefined)}
      />
    );
  }
  if (column.kind === 'choice' || column.kind === 'yes-no') {
    const choices = column.kind === 'yes-no' ? ['yes', 'no'] : column.choices;
    return (
      <Select
        {...labelled}
        allowClear
        disabled={disabled}
        options={choices.map((value) => ({ value, label: t(`is-${value}` as 'is-yes') }))}
        value={rest.value ?? null}
        onChange={(value) => rest.onChange?.(value ?? undefined)}
      />
    );
  }
  if (tab === 'finance_items' && column.name === 'kind') {
    const known = financeKinds.map((value) => ({ value: value as string, label: t(`is-${value}`) }));
    const isKnown = rest.value === undefined || known.some((one) => one.value === rest.value);
    return (
      <Select
        {...labelled}
        disabled={disabled}
        showSearch={{ optionFilterProp: 'label' }}
        options={isKnown ? known : [...known, { value: rest.value ?? '', label: rest.value }]}
        value={rest.value ?? null}
        onChange={(value) => rest.onChange?.(value ?? undefined)}
      />
    );
  }
  if (column.kind === 'instant')
    return (
      <MomentPicker
        mayBeEmpty={!column.isRequired}
        className={css['wide']}
        disabled={disabled === true}
        {...labelled}
        value={rest.value}
        onChange={(value) => rest.onChange?.(value === '' ? undefined : value)}
      />
    );
  if (column.name === 'period') return <Input placeholder="2026-10" maxLength={20} {...typed} />;
  if (column.kind === 'money' || column.kind === 'number' || column.kind === 'whole')
    return <Input inputMode="decimal" maxLength={24} {...typed} />;
  return <Input maxLength={500} {...typed} />;
};

const History = ({
  tab,
  row,
  ledger,
  names,
}: {
  tab: Tab;
  row: Line;
  ledger: Ledger;
  names: Record<string, string>;
}) => {
  const t = useText();
  const shop = useShop();
  const versions = useQuery({
    queryKey: ['ledger', shop.id, tab, 'history', row.key],
    queryFn: ({ signal }) =>
      api.get<Version[]>(`/api/records/ledger/${tab}/history`, { query: { shop: shop.id, key: row.key }, signal }),
  });
  if (versions.data === undefined) return null;
  const said = (cells: (string | null)[] | null) =>
    (cells ?? [])
      .map((cell, index) =>
        cell === null || ['id', 'shop'].includes(ledger.columns[index]?.name ?? '') ? null : (names[cell] ?? cell),
      )
      .filter((cell) => cell !== null)
      .join(' · ');
  return (
    <section className={css['history']}>
      <h3>{t('history')}</h3>
      {versions.data.map((version, index) => (
        <p key={`${version.at} ${index}`} className={css['hint']}>
          {t('historyLine', {
            at: fullMoment(version.at, shop.zone),
            by: version.by ?? t('byFile'),
            said: said(version.cells),
            reason: version.reason ?? '',
          })}
        </p>
      ))}
    </section>
  );
};
