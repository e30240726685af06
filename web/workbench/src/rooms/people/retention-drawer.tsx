import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, InputNumber, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { changesOf, isInRange, kinds, type RetentionKind } from './retention';
import css from './retention.module.css';
import { useText } from './text';
import type { Retention, RetentionPeriods, ShopLine } from './wire';

type DrawerProps = { shop: ShopLine; onClose: () => void };

/** How long this shop keeps what; with the law beside each period. */
export const RetentionDrawer = ({ shop, onClose }: DrawerProps) => {
  const t = useText();
  const queryKey = ['shop', 'retention', shop.id];
  const found = useQuery({
    queryKey,
    queryFn: () => api.get<Retention>('/api/shop/retention', { query: { shop: shop.id } }),
  });
  if (found.data !== undefined) return <Periods shop={shop} retention={found.data} onClose={onClose} />;
  return (
    <Drawer open size={600} title={t('retentionOf', { shop: shop.name })} onClose={onClose}>
      {found.error === null ? <Loading /> : <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
    </Drawer>
  );
};

const Periods = ({ shop, retention, onClose }: DrawerProps & { retention: Retention }) => {
  const t = useText();
  const [typed, setTyped] = useState<Partial<RetentionPeriods>>(retention.periods);
  const [asking, setAsking] = useState<RetentionPeriods | null>(null);
  const isRight = kinds.every((kind) => isInRange(typed[kind], retention.ranges[kind]));
  const changes = isRight ? changesOf(retention.periods, typed as RetentionPeriods) : [];
  return (
    <Drawer
      open
      size={600}
      title={t('retentionOf', { shop: shop.name })}
      onClose={onClose}
      footer={
        <div className={css['foot']}>
          <Button type="text" onClick={() => setTyped(retention.default)}>
            {t('keepUsual')}
          </Button>
          <span className={css['grow']} />
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" disabled={changes.length === 0} onClick={() => setAsking(typed as RetentionPeriods)}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <p className={css['lead']}>{t('retentionText')}</p>
      {kinds.map((kind) => (
        <Period
          key={kind}
          kind={kind}
          retention={retention}
          value={typed[kind]}
          onChange={(value) => setTyped({ ...typed, [kind]: value })}
        />
      ))}
      {asking !== null && (
        <Confirm
          shop={shop}
          before={retention.periods}
          after={asking}
          onCancel={() => setAsking(null)}
          onDone={onClose}
        />
      )}
    </Drawer>
  );
};

type PeriodProps = {
  kind: RetentionKind;
  retention: Retention;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
};

const Period = ({ kind, retention, value, onChange }: PeriodProps) => {
  const t = useText();
  const range = retention.ranges[kind];
  const isRight = isInRange(value, range);
  const hint = `keep-${kind}`;
  return (
    <section className={css['kind']}>
      <div className={css['line']}>
        <h3 className={css['name']}>{t(`keep.${kind}`)}</h3>
        <InputNumber<number>
          className={css['number'] ?? ''}
          aria-label={t(`keep.${kind}`)}
          aria-describedby={hint}
          aria-invalid={!isRight}
          status={isRight ? '' : 'error'}
          precision={0}
          value={value ?? null}
          suffix={kind === 'contactDays' ? t('days') : t('months')}
          onChange={(next) => onChange(next ?? undefined)}
        />
      </div>
      <p>{t(`keepWhat.${kind}`)}</p>
      <p className={css['quiet']}>{t(`keepLaw.${kind}`)}</p>
      <p id={hint} className={isRight ? css['quiet'] : css['wrong']} role={isRight ? undefined : 'alert'}>
        {isRight ? t('keepRange', { ...range, usual: retention.default[kind] }) : t('keepOut', range)}
      </p>
    </section>
  );
};

type ConfirmProps = {
  shop: ShopLine;
  before: RetentionPeriods;
  after: RetentionPeriods;
  onCancel: () => void;
  onDone: () => void;
};

/** What changes, in words, before it does: a shorter period takes away what cannot come back. */
const Confirm = ({ shop, before, after, onCancel, onDone }: ConfirmProps) => {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: () => api.post<Retention>('/api/shop/retention', { shop: shop.id, ...after }),
    onSuccess: (now) => {
      queries.setQueryData(['shop', 'retention', shop.id], now);
      void message.success(t('saved'));
      onDone();
    },
  });
  const words = (kind: RetentionKind, n: number) => t(kind === 'contactDays' ? 'keepDays' : 'keepMonths', { n });
  return (
    <Modal
      open
      title={t('keepConfirm')}
      okText={t('keepSave')}
      cancelText={t('cancel')}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onCancel}
    >
      <ul className={css['changes']}>
        {changesOf(before, after).map((kind) => (
          <li key={kind}>
            {t('keepChange', {
              kind: t(`keep.${kind}`),
              from: words(kind, before[kind]),
              to: words(kind, after[kind]),
            })}
          </li>
        ))}
      </ul>
      {after.contactDays < before.contactDays && <Alert type="warning" showIcon title={t('keepShorter')} />}
      {after.chatMonths < before.chatMonths && <Alert type="warning" showIcon title={t('keepShorterChats')} />}
      <p className={css['quiet']}>{t('keepRecorded')}</p>
      {save.isError && <Alert type="error" showIcon title={toProblem(save.error).detail} />}
    </Modal>
  );
};
