import { useState } from 'react';
import { Alert, App, Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { zonedInstant } from '@/shared/time/zoned';
import { MomentPicker } from '@/shared/ui/pickers';
import css from './offers.module.css';
import { ScopeFields } from './scope-fields';
import { useText } from './text';
import { useAct } from './use-offers';
import type { PlanItem, PromotionForm, PromotionStory, Scope } from './wire';
import { kinds } from './words';

type Props = { story?: PromotionStory; onDone: (made: string | null) => void };

const uses = {
  rate: ['discount', 'points'],
  amount: ['amount-off', 'price', 'bundle', 'coupon'],
  minimum: ['discount', 'amount-off', 'price', 'gift', 'coupon', 'points'],
} as const;

const empty: Omit<PromotionForm, 'from' | 'to' | 'items'> = {
  name: '',
  kind: 'discount',
  scope: { kind: 'all', targets: [] },
  rate: null,
  amount: null,
  minimum: null,
  gift: null,
  giftStock: null,
  perOrder: null,
  validDays: null,
  isPaidToday: false,
  conditions: null,
  text: null,
  briefing: null,
  plan: null,
};

/** A promotion is written; nothing of it is seen by agents before the departments agreed. */
export const PromotionEditor = ({ story, onDone }: Props) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [id] = useState(() => story?.promotion.id ?? newId());
  const planItems = ['itemDesign', 'itemBundles', 'itemTraining', 'itemLogistics', 'itemService'] as const;
  const [form, setForm] = useState(() => {
    const known = story?.promotion.form;
    const local = (at: string) => `${dayKey(at, shop.zone)}T${clockTime(at, shop.zone)}`;
    return known !== undefined
      ? { ...known, from: local(known.from), to: local(known.to) }
      : {
          ...empty,
          from: '',
          to: '',
          items: planItems.map((item): PlanItem => ({ item: t(item), text: null, isDone: false })),
        };
  });
  const [reason, setReason] = useState('');
  const save = useAct(() => {
    void message.success(t('saved'));
    onDone(id);
  });
  const set = (some: Partial<typeof form>) => setForm((before) => ({ ...before, ...some }));
  const isReleased = (story?.promotion.releasedVersion ?? null) !== null;
  const send = () => {
    const body = {
      ...form,
      from: form.from === '' ? null : zonedInstant(form.from, shop.zone),
      to: form.to === '' ? null : zonedInstant(form.to, shop.zone),
    };
    save.mutate(
      story === undefined
        ? { path: '/promotions', body: { id, shop: shop.id, form: body } }
        : { path: `/promotions/${id}/edit`, body: { version: story.promotion.version, form: body, reason } },
    );
  };
  const has = (field: keyof typeof uses) => (uses[field] as readonly string[]).includes(form.kind);
  const wrong = save.isError ? toProblem(save.error) : null;
  const field = (name: string) =>
    wrong?.field === name ? { validateStatus: 'error' as const, help: wrong.detail } : {};
  return (
    <Modal
      open
      width={640}
      title={t(story === undefined ? 'plan' : 'change')}
      onCancel={() => onDone(null)}
      footer={
        <>
          <Button onClick={() => onDone(null)}>{t('cancel')}</Button>
          <Button type="primary" loading={save.isPending} disabled={isReleased && reason.trim() === ''} onClick={send}>
            {t('saveDraft')}
          </Button>
        </>
      }
    >
      <Form layout="vertical" className={css['form'] ?? ''}>
        {isReleased && <Alert type="warning" showIcon title={t('changeWarning')} />}
        <Form.Item label={t('name')} required {...field('name')}>
          <Input
            maxLength={60}
            value={form.name}
            aria-label={t('name')}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Form.Item>
        <div className={css['two']}>
          <Form.Item label={t('from')} required {...field('from')}>
            <MomentPicker
              className={css['wide']}
              label={t('from')}
              value={form.from}
              onChange={(from) => set({ from })}
            />
          </Form.Item>
          <Form.Item label={t('to')} required {...field('to')}>
            <MomentPicker className={css['wide']} label={t('to')} value={form.to} onChange={(to) => set({ to })} />
          </Form.Item>
        </div>
        <div className={css['two']}>
          <Form.Item label={t('kind')} required>
            <Select
              value={form.kind}
              aria-label={t('kind')}
              onChange={(kind) => set({ kind })}
              options={kinds.map((value) => ({ value, label: t(`kind-${value}`) }))}
            />
          </Form.Item>
          {has('rate') && (
            <Form.Item label={t(form.kind === 'points' ? 'pointsRate' : 'rate')} required {...field('rate')}>
              <Input
                value={form.rate ?? ''}
                placeholder={form.kind === 'points' ? '0.05' : '0.85'}
                aria-label={t('rate')}
                onChange={(event) => set({ rate: event.target.value || null })}
              />
            </Form.Item>
          )}
          {has('amount') && (
            <Form.Item label={t(`amount-${form.kind as 'price'}`)} required {...field('amount')}>
              <Input
                value={form.amount ?? ''}
                prefix="¥"
                aria-label={t('amount')}
                onChange={(event) => set({ amount: event.target.value || null })}
              />
            </Form.Item>
          )}
          {has('minimum') && (
            <Form.Item label={t('minimum')} {...field('minimum')}>
              <Input
                value={form.minimum ?? ''}
                prefix="¥"
                aria-label={t('minimum')}
                onChange={(event) => set({ minimum: event.target.value || null })}
              />
            </Form.Item>
          )}
          {form.kind === 'gift' && (
            <>
              <Form.Item label={t('gift')} required {...field('gift')}>
                <Input
                  maxLength={60}
                  value={form.gift ?? ''}
                  aria-label={t('gift')}
                  onChange={(event) => set({ gift: event.target.value || null })}
                />
              </Form.Item>
              <Form.Item label={t('giftStock')} required {...field('giftStock')}>
                <InputNumber
                  className={css['wide'] ?? ''}
                  min={0}
                  precision={0}
                  value={form.giftStock}
                  aria-label={t('giftStock')}
                  onChange={(giftStock) => set({ giftStock })}
                />
              </Form.Item>
            </>
          )}
          {form.kind === 'coupon' && (
            <Form.Item label={t('perOrder')} {...field('perOrder')}>
              <InputNumber
                className={css['wide'] ?? ''}
                min={1}
                max={20}
                precision={0}
                value={form.perOrder}
                aria-label={t('perOrder')}
                onChange={(perOrder) => set({ perOrder })}
              />
            </Form.Item>
          )}
          {form.kind === 'points' && (
            <Form.Item label={t('validDays')} {...field('validDays')}>
              <InputNumber
                className={css['wide'] ?? ''}
                min={1}
                precision={0}
                value={form.validDays}
                aria-label={t('validDays')}
                onChange={(validDays) => set({ validDays })}
              />
            </Form.Item>
          )}
        </div>
        <ScopeFields
          scope={form.scope}
          onChange={(scope: Scope) => set({ scope })}
          {...(wrong?.field === 'scope' ? { problem: wrong.detail } : {})}
        />
        <Form.Item>
          <Checkbox checked={form.isPaidToday} onChange={(event) => set({ isPaidToday: event.target.checked })}>
            {t('paidTodayCheck')}
          </Checkbox>
        </Form.Item>
        <Form.Item label={t('conditions')} {...field('conditions')}>
          <Input
            maxLength={500}
            value={form.conditions ?? ''}
            aria-label={t('conditions')}
            onChange={(event) => set({ conditions: event.target.value || null })}
          />
        </Form.Item>
        <Form.Item label={t('agentsSay')} {...field('text')}>
          <Input.TextArea
            maxLength={500}
            autoSize={{ minRows: 2 }}
            value={form.text ?? ''}
            aria-label={t('agentsSay')}
            onChange={(event) => set({ text: event.target.value || null })}
          />
        </Form.Item>
        <Form.Item label={t('briefing')} {...field('briefing')}>
          <Input.TextArea
            maxLength={2000}
            autoSize={{ minRows: 3 }}
            value={form.briefing ?? ''}
            placeholder={t('briefingHint')}
            aria-label={t('briefing')}
            onChange={(event) => set({ briefing: event.target.value || null })}
          />
        </Form.Item>
        <h3 className={css['smallHead']}>{t('expected')}</h3>
        <div className={css['three']}>
          {(['buyersPerDay', 'buyersPerPerson', 'units'] as const).map((name) => (
            <Form.Item
              key={name}
              label={t(name)}
              {...(wrong?.field === 'plan' ? { validateStatus: 'error' as const } : {})}
            >
              <InputNumber
                className={css['wide'] ?? ''}
                min={0}
                precision={0}
                value={form.plan?.[name] ?? null}
                aria-label={t(name)}
                onChange={(value) =>
                  set({ plan: { buyersPerDay: null, buyersPerPerson: null, units: null, ...form.plan, [name]: value } })
                }
              />
            </Form.Item>
          ))}
        </div>
        <h3 className={css['smallHead']}>{t('items')}</h3>
        {form.items.map((one, index) => (
          <div key={index} className={css['planItem']}>
            <Checkbox
              checked={one.isDone}
              onChange={(event) =>
                set({
                  items: form.items.map((each, at) =>
                    at === index ? { ...each, isDone: event.target.checked } : each,
                  ),
                })
              }
            >
              {one.item}
            </Checkbox>
            <Input
              size="small"
              maxLength={500}
              value={one.text ?? ''}
              aria-label={one.item}
              onChange={(event) =>
                set({
                  items: form.items.map((each, at) =>
                    at === index ? { ...each, text: event.target.value || null } : each,
                  ),
                })
              }
            />
          </div>
        ))}
        {isReleased && (
          <Form.Item label={t('changeReason')} required {...field('reason')}>
            <Input
              maxLength={300}
              value={reason}
              aria-label={t('changeReason')}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        )}
        {wrong !== null && <Alert type="error" title={wrong.detail} />}
      </Form>
    </Modal>
  );
};
