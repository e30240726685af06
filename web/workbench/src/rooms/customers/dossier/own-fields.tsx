import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { LoadFailed } from '@/shared/ui/states';
import { MaskedValue } from '../masked-value';
import type { Customer } from '../wire';
import css from './dossier.module.css';
import { OwnFieldInput } from './own-field-input';
import { asSent, ownOf } from './own-values';
import { useText } from './text';
import { useScheme } from './use-dossier';

/** The shop's own fields beside the talk: what is known of them, and all of them to be filled in at once. */
export const OwnFields = ({ buyer }: { buyer: string }) => {
  const t = useText();
  const found = useQuery({
    queryKey: ['customer', buyer],
    queryFn: ({ signal }) => api.get<Customer>(`/api/shop/buyers/${buyer}`, { signal }),
  });
  const [isOpen, setOpen] = useState(false);
  if (found.isPending) return null;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const customer = found.data;
  const own = ownOf(customer);
  if (own.length === 0) return null;
  if (isOpen) return <Form key={customer.version} customer={customer} onDone={() => setOpen(false)} />;
  const known = own.filter((field) => field.value.shown !== null);
  return (
    <div className={css['own']}>
      {known.map((field) => (
        <span key={field.key} className={css['line']}>
          <span className={css['kind']}>{field.name}</span>
          <MaskedValue
            customer={customer.id}
            field={`fields.${field.key}`}
            label={field.name}
            value={field.value}
            mayShow={customer.may.unmask}
          />
        </span>
      ))}
      {customer.may.edit && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t(known.length === 0 ? 'fillOwn' : 'changeOwn')}
        </Button>
      )}
    </div>
  );
};

const Form = ({ customer, onDone }: { customer: Customer; onDone: () => void }) => {
  const t = useText();
  const shared = useSharedText();
  const client = useQueryClient();
  const scheme = useScheme();
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(ownOf(customer).map((field) => [field.key, field.value.shown ?? ''])),
  );
  const save = useMutation({
    mutationFn: () =>
      api.post<Customer>(`/api/shop/buyers/${customer.id}/edit`, {
        version: customer.version,
        fields: asSent(customer, values),
      }),
    onSuccess: (fresh) => {
      client.setQueryData(['customer', customer.id], fresh);
      void client.invalidateQueries({ queryKey: ['customers'] });
      onDone();
    },
  });
  return (
    <form
      className={css['own']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {ownOf(customer).map((field) => (
        <label key={field.key} className={css['ownField']}>
          <span>{field.name}</span>
          <OwnFieldInput
            name={field.name}
            kind={field.kind ?? 'text'}
            choices={scheme.data?.scheme.fields.find((one) => one.key === field.key)?.choices ?? []}
            value={values[field.key] ?? ''}
            onChange={(value) => setValues({ ...values, [field.key]: value })}
          />
        </label>
      ))}
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
      <span className={css['line']}>
        <Button size="small" type="primary" htmlType="submit" loading={save.isPending}>
          {shared('save')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('leaveOwn')}
        </Button>
      </span>
    </form>
  );
};
