import { useState } from 'react';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { zonedInstant } from '@/shared/time/zoned';
import { MomentPicker } from '@/shared/ui/pickers';
import css from './offers.module.css';
import { ScopeFields } from './scope-fields';
import { useText } from './text';
import { useAct, usePromotions } from './use-offers';
import type { PolicyStory } from './wire';

/** A policy is written; it holds once somebody else has approved it. */
export const PolicyEditor = ({ story, onDone }: { story?: PolicyStory; onDone: (made: string | null) => void }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [id] = useState(() => story?.id ?? newId());
  const latest = story?.versions[0];
  const isNewVersion = latest?.state === 'approved';
  const local = (at: string | number) => `${dayKey(at, shop.zone)}T${clockTime(new Date(at).toISOString(), shop.zone)}`;
  const [form, setForm] = useState(() => ({
    key: latest?.form.key ?? '',
    topic: latest?.form.topic ?? '',
    title: latest?.form.title ?? '',
    scope: latest?.form.scope ?? { kind: 'all' as const, targets: [] },
    from: latest === undefined || isNewVersion ? local(Date.now()) : local(latest.form.from),
    to: latest?.form.to === null || latest === undefined ? '' : local(latest.form.to),
    text: latest?.form.text ?? '',
    answers: latest?.form.answers ?? [],
    facts: (latest?.form.facts ?? []).map((one) => `${one.name} = ${one.value}`).join('\n'),
    notToSay: latest?.form.notToSay ?? [],
  }));
  const live = usePromotions('live').data?.pages.flatMap((one) => one.promotions) ?? [];
  const coming = usePromotions('coming').data?.pages.flatMap((one) => one.promotions) ?? [];
  const save = useAct(() => {
    void message.success(t('saved'));
    onDone(id);
  });
  const set = (some: Partial<typeof form>) => setForm((before) => ({ ...before, ...some }));
  const setAnswer = (index: number, some: Partial<(typeof form.answers)[number]>) =>
    set({ answers: form.answers.map((one, at) => (at === index ? { ...one, ...some } : one)) });
  const send = () =>
    save.mutate({
      path: '/policies',
      body: {
        shop: shop.id,
        id,
        edition: latest === undefined || isNewVersion ? 0 : latest.edition,
        form: {
          ...form,
          from: form.from === '' ? null : zonedInstant(form.from, shop.zone),
          to: form.to === '' ? null : zonedInstant(form.to, shop.zone),
          facts: form.facts
            .split('\n')
            .filter((line) => line.trim() !== '')
            .map((line) => {
              const [name = '', ...value] = line.split('=');
              return { name: name.trim(), value: value.join('=').trim() };
            }),
        },
      },
    });
  const wrong = save.isError ? toProblem(save.error) : null;
  const field = (name: string) =>
    wrong?.field === name ? { validateStatus: 'error' as const, help: wrong.detail } : {};
  return (
    <Modal
      open
      width={680}
      title={t(story === undefined ? 'newPolicyAct' : isNewVersion ? 'newVersion' : 'change')}
      onCancel={() => onDone(null)}
      footer={
        <>
          <Button onClick={() => onDone(null)}>{t('cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={send}>
            {t('saveDraft')}
          </Button>
        </>
      }
    >
      <Form layout="vertical" className={css['form'] ?? ''}>
        <div className={css['three']}>
          <Form.Item label={t('topic')} required {...field('topic')}>
            <Input
              maxLength={20}
              value={form.topic}
              aria-label={t('topic')}
              onChange={(event) => set({ topic: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('fieldTitle')} {...field('title')}>
            <Input
              maxLength={60}
              value={form.title}
              aria-label={t('fieldTitle')}
              onChange={(event) => set({ title: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('key')} required {...field('key')}>
            <Input
              maxLength={40}
              value={form.key}
              disabled={story !== undefined}
              placeholder={t('keyHint')}
              aria-label={t('key')}
              onChange={(event) => set({ key: event.target.value })}
            />
          </Form.Item>
        </div>
        <div className={css['two']}>
          <Form.Item label={t('from')} required {...field('from')}>
            <MomentPicker
              className={css['wide']}
              label={t('from')}
              value={form.from}
              onChange={(from) => set({ from })}
            />
          </Form.Item>
          <Form.Item label={t('toOptional')} {...field('to')}>
            <MomentPicker
              className={css['wide']}
              label={t('toOptional')}
              value={form.to}
              mayBeEmpty
              onChange={(to) => set({ to })}
            />
          </Form.Item>
        </div>
        <ScopeFields
          scope={form.scope}
          kinds={['all', 'category', 'item', 'buyer']}
          onChange={(scope) => set({ scope })}
          {...(wrong?.field === 'scope' ? { problem: wrong.detail } : {})}
        />
        <Form.Item label={t('fieldText')} required {...field('text')}>
          <Input.TextArea
            maxLength={2000}
            autoSize={{ minRows: 3 }}
            value={form.text}
            aria-label={t('fieldText')}
            onChange={(event) => set({ text: event.target.value })}
          />
        </Form.Item>
        <h3 className={css['smallHead']}>{t('answers')}</h3>
        {form.answers.map((one, index) => (
          <div key={index} className={css['answerFields']}>
            <Input
              maxLength={60}
              value={one.case}
              placeholder={t('caseHint')}
              aria-label={t('caseHint')}
              onChange={(event) => setAnswer(index, { case: event.target.value })}
            />
            <Input.TextArea
              maxLength={500}
              autoSize
              value={one.answer}
              placeholder={t('answerHint')}
              aria-label={t('answerHint')}
              onChange={(event) => setAnswer(index, { answer: event.target.value })}
            />
            <div className={css['answerRow']}>
              <Select
                allowClear
                value={one.promotion ?? null}
                placeholder={t('bindPromotion')}
                aria-label={t('bindPromotion')}
                onChange={(promotion: string | null | undefined) => setAnswer(index, { promotion: promotion ?? null })}
                options={[...live, ...coming].map((each) => ({ value: each.id, label: each.form.name }))}
              />
              <Button type="text" onClick={() => set({ answers: form.answers.filter((_, at) => at !== index) })}>
                {t('remove')}
              </Button>
            </div>
          </div>
        ))}
        <Form.Item {...field('answers')}>
          <Button onClick={() => set({ answers: [...form.answers, { case: '', answer: '', promotion: null }] })}>
            {t('addAnswer')}
          </Button>
        </Form.Item>
        <Form.Item label={t('factsLabel')} extra={t('factsHint')} {...field('facts')}>
          <Input.TextArea
            autoSize={{ minRows: 2 }}
            value={form.facts}
            placeholder={'invoice = always'}
            aria-label={t('factsLabel')}
            onChange={(event) => set({ facts: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('notToSay')} {...field('notToSay')}>
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            value={form.notToSay}
            aria-label={t('notToSay')}
            placeholder={t('notToSayHint')}
            onChange={(notToSay: string[]) => set({ notToSay })}
          />
        </Form.Item>
        {wrong !== null && <Alert type="error" title={wrong.detail} />}
      </Form>
    </Modal>
  );
};
