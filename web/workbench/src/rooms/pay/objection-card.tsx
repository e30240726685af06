import { App, Button, Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useSession } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { FactLink } from './fact-link';
import { money, signed, toFen } from './money';
import css from './pay.module.css';
import { useText } from './text';
import { usePayAct } from './use-pay';
import type { Objection } from './wire';

const states = {
  open: ['objectionOpen', 'orange'],
  withdrawn: ['objectionWithdrawn', 'default'],
  upheld: ['objectionUpheld', 'green'],
  rejected: ['objectionRejected', 'red'],
} as const;

/** A doubt, what was said for it, and how it ended; its acts for whoever may take them. */
export const ObjectionCard = ({ objection }: { objection: Objection }) => {
  const t = useText();
  const zone = useZone();
  const act = usePayAct();
  const { modal } = App.useApp();
  const { person: me } = useSession();
  const mayDecide = useMay('pay.objection.decide');
  const [deciding, setDeciding] = useState<'uphold' | 'reject' | null>(null);
  const isOwn = objection.person === me.id;
  const [word, tone] = states[objection.state];
  const withdraw = () =>
    modal.confirm({
      title: t('withdrawTitle'),
      okText: t('withdraw'),
      onOk: () => act(() => api.post(`/api/pay/objections/${objection.id}/withdraw`, {}), t('withdrawn')),
    });
  return (
    <div className={css['card']}>
      <div className={css['cardHead']}>
        <Link to={`/pay/months/${objection.month}/${objection.person}#${objection.code}`}>
          {objection.month} · {objection.lineName} {money(objection.amount)}
        </Link>
        <Tag color={tone}>{t(word)}</Tag>
        <span className={css['quiet']}>
          {objection.name} · {fullMoment(objection.at, zone)}
        </span>
      </div>
      <p className={css['said']}>{objection.reason}</p>
      {objection.evidence.length > 0 && (
        <ul className={css['factList']}>
          {objection.evidence.map((one) => (
            <li key={one}>
              <FactLink fact={one} month={objection.month} person={objection.person} />
            </li>
          ))}
        </ul>
      )}
      {objection.answer !== null && (
        <p className={css['answer']}>
          {t('answerOf', { name: objection.endedBy ?? '—' })}
          {objection.answer}
          {objection.correctionMonth !== null && objection.correctionAmount !== null && (
            <>
              {' '}
              <Link to={`/pay/months/${objection.correctionMonth}/${objection.person}`}>
                {t('correctedIn', { month: objection.correctionMonth, amount: signed(objection.correctionAmount) })}
              </Link>
            </>
          )}
        </p>
      )}
      {objection.state === 'open' && (
        <div className={css['acts']}>
          {isOwn && (
            <Button size="small" onClick={withdraw}>
              {t('withdraw')}
            </Button>
          )}
          {mayDecide && !isOwn && (
            <>
              <Button size="small" type="primary" onClick={() => setDeciding('uphold')}>
                {t('uphold')}
              </Button>
              <Button size="small" onClick={() => setDeciding('reject')}>
                {t('reject')}
              </Button>
            </>
          )}
        </div>
      )}
      {deciding !== null && (
        <DecideDialog objection={objection} isUpheld={deciding === 'uphold'} onClose={() => setDeciding(null)} />
      )}
    </div>
  );
};

type DecideProps = { objection: Objection; isUpheld: boolean; onClose: () => void };

const DecideDialog = ({ objection, isUpheld, onClose }: DecideProps) => {
  const t = useText();
  const act = usePayAct();
  const [form] = Form.useForm<{ reason: string; amount?: string }>();
  const [busy, setBusy] = useState(false);
  const decide = async ({ reason, amount }: { reason: string; amount?: string }) => {
    setBusy(true);
    const isDone = await act(
      () =>
        api.post(`/api/pay/objections/${objection.id}/decide`, {
          uphold: isUpheld,
          reason,
          amount: isUpheld ? toFen(amount ?? '') : null,
        }),
      t('decided'),
    );
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Modal
      open
      title={t(isUpheld ? 'upholdTitle' : 'rejectTitle')}
      okText={t(isUpheld ? 'uphold' : 'reject')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      {isUpheld && <p className={css['quiet']}>{t('upholdHint')}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ amount: (-objection.amount / 100).toFixed(2) }}
        onFinish={(values) => void decide(values)}
      >
        {isUpheld && (
          <Form.Item
            name="amount"
            label={t('correctionAmount')}
            rules={[
              {
                validator: (_, value: string) =>
                  (toFen(value) ?? 0) === 0 ? Promise.reject(new Error(t('amountNeeded'))) : Promise.resolve(),
              },
            ]}
          >
            <Input inputMode="decimal" suffix={t('yuan')} />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={1000} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
};
