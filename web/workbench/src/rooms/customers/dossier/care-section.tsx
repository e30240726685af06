import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, InputNumber, Modal, Space } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { DayPicker } from '@/shared/ui/pickers';
import { CareCall } from './care-call';
import type { Care } from './care-wire';
import css from './dossier.module.css';
import { useText } from './text';

/** Care at set intervals on the customer's page: the plan, and what became of the calls. */
export const CareSection = ({ buyer, name }: { buyer: string; name: string }) => {
  const t = useText();
  const zone = useZone();
  const client = useQueryClient();
  const [open, setOpen] = useState<'plan' | 'call' | null>(null);
  const found = useQuery({
    queryKey: ['care', buyer],
    queryFn: ({ signal }) => api.get<Care>(`/api/shop/buyers/${buyer}/care`, { signal }),
  });
  const end = useMutation({
    mutationFn: () => api.post<Care>(`/api/shop/buyers/${buyer}/care`, { months: null }),
    onSuccess: (fresh) => client.setQueryData(['care', buyer], fresh),
  });
  if (found.data === undefined) return null;
  const care = found.data;
  return (
    <Section
      title={t('care')}
      actions={
        care.mayEdit && (
          <Space>
            {care.months !== null && (
              <Button size="small" type="text" loading={end.isPending} onClick={() => end.mutate()}>
                {t('endCare')}
              </Button>
            )}
            {care.months !== null && (
              <Button size="small" onClick={() => setOpen('call')}>
                {t('recordCall')}
              </Button>
            )}
            {care.months === null && care.hasConsent && (
              <Button size="small" onClick={() => setOpen('plan')}>
                {t('planCare')}
              </Button>
            )}
          </Space>
        )
      }
    >
      <div className={css['block']}>
        {care.months === null ? (
          <span className={css['quiet']}>{care.hasConsent ? t('noCare') : t('noCareConsent')}</span>
        ) : (
          <span>
            {t('careLine', { n: care.months, day: care.nextOn ?? '', name: care.ownerName ?? '' })}
            {!care.hasConsent && <span className={css['late']}> {t('careRests')}</span>}
          </span>
        )}
        <ul className={css['list']}>
          {care.acts.map((act) => (
            <li key={act.at}>
              <span className={css['kind']}>{t(`call-${act.result}`)}</span>
              <span className={css['words']}>{act.note}</span>
              <div className={css['quiet']}>
                {fullMoment(act.at, zone)} {act.by}
              </div>
            </li>
          ))}
        </ul>
      </div>
      {open === 'plan' && <PlanCare buyer={buyer} usual={care.usualMonths} onDone={() => setOpen(null)} />}
      {open === 'call' && <CareCall buyer={buyer} name={name} version={care.version} onDone={() => setOpen(null)} />}
    </Section>
  );
};

const PlanCare = ({ buyer, usual, onDone }: { buyer: string; usual: number; onDone: () => void }) => {
  const t = useText();
  const client = useQueryClient();
  const [months, setMonths] = useState(usual);
  const [first, setFirst] = useState('');
  const save = useMutation({
    mutationFn: () => api.post<Care>(`/api/shop/buyers/${buyer}/care`, { months, first: first || null }),
    onSuccess: (fresh) => {
      client.setQueryData(['care', buyer], fresh);
      void client.invalidateQueries({ queryKey: ['callbacks'] });
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('planCare')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <div className={css['pair']}>
        <label className={css['field']}>
          {t('everyMonths')}
          <InputNumber
            aria-label={t('everyMonths')}
            min={1}
            max={60}
            precision={0}
            value={months}
            onChange={(n) => setMonths(n ?? usual)}
          />
        </label>
        <label className={css['field']}>
          {t('firstOn')}
          <DayPicker label={t('firstOn')} mayBeEmpty value={first} onChange={setFirst} placeholder={t('afterOne')} />
        </label>
      </div>
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
    </Modal>
  );
};
