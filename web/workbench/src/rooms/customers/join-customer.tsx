import { useDeferredValue, useState } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { sharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './customers.module.css';
import { IdentityMark } from './identity-mark';
import { useText } from './text';
import type { Customer, CustomerList } from './wire';

type JoinCustomerProps = { customer: Customer; onJoined: (fresh: Customer) => void; onCancel: () => void };

/** Two records of one person become one: found, looked at side by side, then joined for a reason. Splitting takes it back. */
export const JoinCustomer = ({ customer, onJoined, onCancel }: JoinCustomerProps) => {
  const t = useText();
  const { message } = App.useApp();
  const [other, setOther] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const join = useMutation({
    mutationFn: () => api.post<Customer>(`/api/shop/buyers/${customer.id}/join`, { other, reason: reason.trim() }),
    onSuccess: (fresh) => {
      void message.success(t('joinDone'));
      onJoined(fresh);
    },
  });
  return (
    <Modal
      open
      width={720}
      title={t('joinTitle', { number: customer.number })}
      okText={t('join')}
      okButtonProps={{ disabled: other === null || reason.trim().length < 2, loading: join.isPending }}
      onOk={() => join.mutate()}
      onCancel={onCancel}
    >
      {other === null ? (
        <Find customer={customer} onFound={setOther} />
      ) : (
        <>
          <Preview customer={customer} other={other} onBack={() => setOther(null)} />
          <Input
            autoFocus
            maxLength={200}
            placeholder={t('joinReasonHint')}
            aria-label={t('reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
      {join.isError && <Alert type="error" title={toProblem(join.error).detail} />}
    </Modal>
  );
};

const Find = ({ customer, onFound }: { customer: Customer; onFound: (id: string) => void }) => {
  const t = useText();
  const shop = useShop();
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['customers', 'join', shop.id, asked],
    queryFn: ({ signal }) =>
      api.get<CustomerList>('/api/shop/buyers', { query: { shop: shop.id, q: asked, limit: 20 }, signal }),
    placeholderData: (before) => before,
    enabled: asked !== '',
  });
  const others =
    asked === '' ? [] : (found.data?.buyers ?? []).filter((line) => line.id !== customer.id && !line.isErased);
  return (
    <>
      <p>{t('joinFind')}</p>
      <Input.Search
        autoFocus
        allowClear
        placeholder={t('searchHint')}
        aria-label={t('searchHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.isError && <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
      {asked !== '' && found.isSuccess && others.length === 0 && <p className={css['hint']}>{t('nothingFound')}</p>}
      <ul className={css['found']}>
        {others.map((line) => (
          <li key={line.id}>
            <button type="button" onClick={() => onFound(line.id)}>
              <span className={css['number']}>#{line.number}</span>
              <span className={css['foundName']}>{line.name}</span>
              <IdentityMark identity={line.identity} />
              <span className={css['tel']}>{line.tel}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

const Preview = ({ customer, other, onBack }: { customer: Customer; other: string; onBack: () => void }) => {
  const t = useText();
  const found = useQuery({
    queryKey: ['customer', other],
    queryFn: ({ signal }) => api.get<Customer>(`/api/shop/buyers/${other}`, { signal }),
  });
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <div className={css['pair']}>
        <Side title={t('joinStays')} customer={customer} other={found.data} />
        <Side title={t('joinGoes')} customer={found.data} other={customer} />
      </div>
      <p>{t('joinText', { from: found.data.number, into: customer.number })}</p>
      <Button type="link" size="small" className={css['flush'] ?? ''} onClick={onBack}>
        {t('joinOther')}
      </Button>
    </>
  );
};

/** One record of the pair; what differs from the other one stands out. */
const Side = ({ title, customer, other }: { title: string; customer: Customer; other: Customer }) => {
  const t = useText();
  const zone = useZone();
  const kindName = useChannelKind();
  const facts: [string, string | null, string | null][] = [
    [t('nick'), customer.nick, other.nick],
    [t('realName'), customer.name.shown, other.name.shown],
    [t('tel'), customer.tel.shown, other.tel.shown],
    [t('email'), customer.email.shown, other.email.shown],
    [t('address'), customer.address.shown, other.address.shown],
    [t('note'), customer.note, other.note],
  ];
  return (
    <section className={css['side']}>
      <h3>{title}</h3>
      <p>
        <b>{customer.title}</b> <span className={css['number']}>#{customer.number}</span>{' '}
        <IdentityMark identity={customer.identity} />
      </p>
      <dl className={css['facts']}>
        {facts.map(([label, mine, theirs]) => (
          <Fact key={label} label={label} value={mine} differs={mine !== null && theirs !== null && mine !== theirs} />
        ))}
        <Fact label={t('firstSeen')} value={fullMoment(customer.createdAt, zone)} differs={false} />
        <Fact
          label={t('channels')}
          value={[...new Set(customer.identities.map((one) => kindName(one.channelKind)))].join(sharedText('listMark'))}
          differs={false}
        />
      </dl>
    </section>
  );
};

const Fact = ({ label, value, differs }: { label: string; value: string | null; differs: boolean }) => {
  const t = useText();
  return (
    <>
      <dt>{label}</dt>
      <dd data-differs={differs}>{value === null || value === '' ? t('none') : value}</dd>
    </>
  );
};
