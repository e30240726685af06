import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import css from './customers.module.css';
import { useText } from './text';
import type { Customer, Join } from './wire';

/** Every joining and splitting this record was part of; what is joined can be taken apart again from here. */
export const Joins = ({ customer, onSplit }: { customer: Customer; onSplit: () => void }) => {
  const t = useText();
  const [chosen, setChosen] = useState<Join | null>(null);
  if (customer.joins.length === 0) return null;
  return (
    <Section title={t('joined')}>
      <ul className={css['joins']}>
        {customer.joins.map((join) => (
          <li key={`${join.other} ${join.at}`} data-undone={join.undoneAt !== null}>
            <JoinLine join={join} />
            {join.maySplit && customer.may.edit && (
              <Button size="small" onClick={() => setChosen(join)}>
                {t('split')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {chosen !== null && (
        <SplitDialog
          customer={customer}
          join={chosen}
          onDone={() => {
            setChosen(null);
            onSplit();
          }}
          onCancel={() => setChosen(null)}
        />
      )}
    </Section>
  );
};

const JoinLine = ({ join }: { join: Join }) => {
  const t = useText();
  const zone = useZone();
  const isApart = join.undoneAt !== null;
  const who = t('customerNumber', { number: join.number });
  return (
    <div className={css['join']}>
      <div>
        {isApart ? <Link to={`/customers/${join.other}`}>{who}</Link> : who} {t(join.isInto ? 'cameIn' : 'wentInto')}
      </div>
      <div className={css['quiet']}>
        {fullMoment(join.at, zone)} · {join.by ?? t('house')} ·{' '}
        {join.reason === 'signed-in' ? t('signedInJoin') : join.reason}
      </div>
      {join.undoneAt !== null && (
        <div className={css['quiet']}>
          {t('splitAt', { at: fullMoment(join.undoneAt, zone) })} · {join.undoneBy ?? t('house')} · {join.undoneBecause}
        </div>
      )}
    </div>
  );
};

type SplitDialogProps = { customer: Customer; join: Join; onDone: () => void; onCancel: () => void };

const SplitDialog = ({ customer, join, onDone, onCancel }: SplitDialogProps) => {
  const t = useText();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const split = useMutation({
    mutationFn: () =>
      api.post<Customer>(`/api/shop/buyers/${customer.id}/split`, { restored: join.other, reason: reason.trim() }),
    onSuccess: () => {
      void message.success(t('splitDone', { number: join.number }));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('splitTitle', { number: join.number })}
      okText={t('split')}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: split.isPending }}
      onOk={() => split.mutate()}
      onCancel={onCancel}
    >
      <p>{t('splitText', { number: join.number })}</p>
      <Input
        autoFocus
        maxLength={200}
        placeholder={t('splitReasonHint')}
        aria-label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onPressEnter={() => reason.trim().length >= 2 && !split.isPending && split.mutate()}
      />
      {split.isError && <Alert type="error" title={toProblem(split.error).detail} />}
    </Modal>
  );
};
