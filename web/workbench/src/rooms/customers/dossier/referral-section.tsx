import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Section } from '@/shared/ui/page';
import { DayPicker } from '@/shared/ui/pickers';
import type { Referral } from './care-wire';
import css from './dossier.module.css';
import { useText } from './text';

/** Who brought this customer, and whom they brought. */
export const ReferralSection = ({ buyer }: { buyer: string }) => {
  const t = useText();
  const shop = useShop();
  const mayEdit = useMay('shop.buyer.edit');
  const [isOpen, setOpen] = useState(false);
  const found = useQuery({
    queryKey: ['referrals', buyer],
    queryFn: ({ signal }) =>
      api.get<{ referrals: Referral[] }>('/api/shop/referrals', { query: { shop: shop.id, buyer }, signal }),
  });
  if (found.data === undefined) return null;
  const list = found.data.referrals;
  const isBrought = list.some((one) => one.brought === buyer);
  return (
    <Section
      title={t('referrals')}
      actions={
        mayEdit &&
        !isBrought && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('addReferral')}
          </Button>
        )
      }
    >
      {list.length === 0 && <span className={css['quiet']}>{t('noReferrals')}</span>}
      <ul className={css['list']}>
        {list.map((one) => {
          const [other, name] =
            one.brought === buyer ? [one.referrer, one.referrerName] : [one.brought, one.broughtName];
          return (
            <li key={one.id}>
              {t(one.brought === buyer ? 'broughtBy' : 'brought')} <Link to={`/customers/${other}`}>{name}</Link>
              <div className={css['quiet']}>
                {one.relation} · {one.on}
                {one.need !== null && <> · {one.need}</>}
              </div>
            </li>
          );
        })}
      </ul>
      {isOpen && <ReferralForm buyer={buyer} onDone={() => setOpen(false)} />}
    </Section>
  );
};

const ReferralForm = ({ buyer, onDone }: { buyer: string; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const now = useNow();
  const client = useQueryClient();
  const [id] = useState(() => newId());
  const [referrer, setReferrer] = useState('');
  const [relation, setRelation] = useState('');
  const [need, setNeed] = useState('');
  const [on, setOn] = useState(dayKey(now, shop.zone));
  const save = useMutation({
    mutationFn: () =>
      api.post(`/api/shop/buyers/${buyer}/referral`, { id, referrer: Number(referrer), relation, on, need }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['referrals'] });
      onDone();
    },
  });
  const isReady = /^\d{1,15}$/.test(referrer.trim()) && relation.trim() !== '' && need.trim() !== '' && on !== '';
  return (
    <Modal
      open
      title={t('addReferral')}
      okButtonProps={{ disabled: !isReady, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <div className={css['pair']}>
          <label className={css['field']}>
            {t('referrerNumber')}
            <Input
              autoFocus
              inputMode="numeric"
              aria-label={t('referrerNumber')}
              value={referrer}
              onChange={(event) => setReferrer(event.target.value)}
            />
          </label>
          <label className={css['field']}>
            {t('relation')}
            <Input
              maxLength={60}
              aria-label={t('relation')}
              placeholder={t('relationHint')}
              value={relation}
              onChange={(event) => setRelation(event.target.value)}
            />
          </label>
          <label className={css['field']}>
            {t('referredOn')}
            <DayPicker label={t('referredOn')} value={on} onChange={setOn} />
          </label>
        </div>
        <label className={css['field']}>
          {t('need')}
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={1000}
            aria-label={t('need')}
            value={need}
            onChange={(event) => setNeed(event.target.value)}
          />
        </label>
        {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
      </div>
    </Modal>
  );
};
