import { Suspense, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { BuyerConversations } from '@/rooms/reception';
import { api } from '@/shared/api/client';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './customers.module.css';
import { DossierSections } from './dossier/dossier';
import { Timeline } from './dossier/timeline';
import { EditCustomer } from './edit-customer';
import { EraseCustomer } from './erase-customer';
import { ExportCustomer } from './export-customer';
import { IdentityMark } from './identity-mark';
import { JoinCustomer } from './join-customer';
import { Joins } from './joins';
import { MaskedValue } from './masked-value';
import { useText } from './text';
import type { Customer } from './wire';

export const CustomerPage = () => {
  const t = useText();
  const { id = '' } = useParams();
  const found = useQuery({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => api.get<Customer>(`/api/shop/buyers/${id}`, { signal }),
  });
  if (found.isPending)
    return (
      <Page title={t('customer')}>
        <Loading />
      </Page>
    );
  if (found.isError)
    return (
      <Page title={t('customer')}>
        <LoadFailed error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  return <Known key={found.data.id} customer={found.data} asked={id} />;
};

type Open = 'edit' | 'join' | 'export' | 'erase' | null;

const Known = ({ customer, asked }: { customer: Customer; asked: string }) => {
  const t = useText();
  const zone = useZone();
  const client = useQueryClient();
  const [from] = useSearchParams();
  const conversation = from.get('from');
  const [open, setOpen] = useState<Open>(null);
  const renew = (fresh?: Customer) => {
    setOpen(null);
    if (fresh !== undefined) client.setQueryData(['customer', asked], fresh);
    else void client.invalidateQueries({ queryKey: ['customer'] });
    void client.invalidateQueries({ queryKey: ['customers'] });
    // The conversations follow a moment later, by an event of their room.
    setTimeout(() => void client.invalidateQueries({ queryKey: ['reception', 'history'] }), 2_000);
  };
  return (
    <Page
      title={customer.title}
      subtitle={`${t('number')} ${customer.number}`}
      actions={
        <Space wrap>
          {conversation !== null && (
            <Link to={`/reception/${encodeURIComponent(conversation)}`}>{t('backToTalk')}</Link>
          )}
          {customer.may.edit && <Button onClick={() => setOpen('edit')}>{t('edit')}</Button>}
          {customer.may.edit && <Button onClick={() => setOpen('join')}>{t('join')}</Button>}
          {customer.may.export && <Button onClick={() => setOpen('export')}>{t('export')}</Button>}
          {customer.may.erase && (
            <Button danger onClick={() => setOpen('erase')}>
              {t('erase')}
            </Button>
          )}
        </Space>
      }
    >
      {customer.erasedAt !== null && (
        <Alert
          className={css['banner'] ?? ''}
          type="warning"
          title={t('erasedAt', { at: fullMoment(customer.erasedAt, zone) })}
        />
      )}
      {customer.maskedAt !== null && (
        <Alert
          className={css['banner'] ?? ''}
          type="info"
          title={t('maskedAt', { at: fullMoment(customer.maskedAt, zone) })}
        />
      )}
      <div className={css['columns']}>
        <div>
          <Section title={t('noteTitle')}>
            <p className={customer.note === null ? css['hint'] : css['note']}>{customer.note ?? t('noNote')}</p>
          </Section>
          <Contact customer={customer} />
          <Timeline buyer={customer.id} />
          <Suspense fallback={<Loading rows={4} />}>
            <BuyerConversations buyer={customer.id} />
          </Suspense>
        </div>
        <div>
          <DossierSections buyer={customer.id} name={customer.title} />
          <Record customer={customer} />
          <Joins customer={customer} onSplit={() => renew()} />
        </div>
      </div>
      {open === 'edit' && <EditCustomer customer={customer} onSaved={renew} onCancel={() => setOpen(null)} />}
      {open === 'join' && <JoinCustomer customer={customer} onJoined={renew} onCancel={() => setOpen(null)} />}
      {open === 'export' && <ExportCustomer customer={customer} onDone={() => setOpen(null)} />}
      {open === 'erase' && (
        <EraseCustomer customer={customer} onErased={() => renew()} onCancel={() => setOpen(null)} />
      )}
    </Page>
  );
};

const Contact = ({ customer }: { customer: Customer }) => {
  const t = useText();
  const parts = [
    { field: 'name', label: t('realName'), value: customer.name },
    { field: 'tel', label: t('tel'), value: customer.tel },
    { field: 'email', label: t('email'), value: customer.email },
    { field: 'address', label: t('address'), value: customer.address },
    ...customer.fields.map((own) => ({ field: `fields.${own.key}`, label: own.name, value: own.value })),
  ];
  return (
    <Section title={t('contact')}>
      <p className={css['hint']}>{t('contactHint')}</p>
      <dl className={css['facts']}>
        {parts.map((part) => (
          <FactLine key={part.field} label={part.label}>
            <MaskedValue
              key={`${part.field} ${part.value.shown}`}
              customer={customer.id}
              field={part.field}
              label={part.label}
              value={part.value}
              mayShow={customer.may.unmask}
            />
          </FactLine>
        ))}
      </dl>
    </Section>
  );
};

const Record = ({ customer }: { customer: Customer }) => {
  const t = useText();
  const kindName = useChannelKind();
  const zone = useZone();
  return (
    <Section title={t('record')}>
      <dl className={css['facts']}>
        <FactLine label={t('identity')}>
          <IdentityMark identity={customer.identity} />
        </FactLine>
        <FactLine label={t('nick')}>{customer.nick ?? t('none')}</FactLine>
        <FactLine label={t('firstSeen')}>{fullMoment(customer.createdAt, zone)}</FactLine>
        <FactLine label={t('lastSeen')}>{fullMoment(customer.lastSeenAt, zone)}</FactLine>
        <FactLine label={t('channels')}>
          {customer.identities.map((known) => (
            <div key={`${known.channelKind} ${known.since}`}>
              {kindName(known.channelKind)} <IdentityMark identity={known.identity} />{' '}
              {t('since', { at: fullMoment(known.since, zone) })}
            </div>
          ))}
        </FactLine>
      </dl>
    </Section>
  );
};

const FactLine = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
);
