import { useEffect, useState } from 'react';
import { Alert, App, Button, Checkbox, Input, Modal, Radio, Select } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { useMay, useSession, useShop } from '@/shared/session';
import { clockTime, dayKey, fullMoment } from '@/shared/time/format';
import { zonedInstant } from '@/shared/time/zoned';
import { MomentPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { useColleagues } from './use-colleagues';
import { DueMark } from './due-mark';
import { keepDraft, readDraft } from './kept-draft';
import css from './promises.module.css';
import { useText } from './text';
import { usePromise, usePromiseAct } from './use-promises';
import type { PromiseAct, PromiseLine } from './wire';

const acts = ['keep', 'chase', 'move', 'hand', 'break', 'withdraw'] as const;
type ActName = (typeof acts)[number];

const hints = {
  keep: 'keepHint',
  chase: 'chaseHint',
  move: 'moveHint',
  hand: 'handHint',
  break: 'breakHint',
  withdraw: 'withdrawHint',
} as const;

type DialogProps = {
  id: string;
  /** The conversation that it is opened beside. */
  beside?: string;
  onDone: () => void;
};

/** One promise with all that was done for it, and what can be done now. */
export const PromiseDialog = ({ id, beside, onDone }: DialogProps) => {
  const t = useText();
  const story = usePromise(id, beside);
  const [act, setAct] = useState<ActName | null>(null);
  const me = useSession().person;
  const mayMake = useMay('promises.promise.make');
  const mayHand = useMay('promises.promise.hand');
  const take = usePromiseAct(() => undefined);
  const promise = story.data?.promise;
  const mayAct = promise?.state === 'open' && mayMake && (promise.owner === me.id || mayHand);
  return (
    <Modal open title={promise?.what ?? t('title')} footer={null} mask={{ closable: false }} onCancel={onDone}>
      {story.isPending && <Loading rows={4} />}
      {story.isError && <LoadFailed error={story.error} onRetry={() => void story.refetch()} />}
      {promise !== undefined && (
        <>
          <Facts promise={promise} onLeave={onDone} />
          {mayAct && (
            <div className={css['acts']}>
              {mayHand && promise.owner !== me.id && (
                <Button size="small" onClick={() => take.mutate({ path: `/${id}/take`, body: {} })}>
                  {t('take')}
                </Button>
              )}
              {acts.map((one) => (
                <Button
                  key={one}
                  size="small"
                  type={act === one || (act === null && one === 'keep') ? 'primary' : 'default'}
                  danger={one === 'break'}
                  onClick={() => setAct(one)}
                >
                  {t(one)}
                </Button>
              ))}
            </div>
          )}
          {mayAct && act !== null && <ActForm key={act} promise={promise} act={act} onDone={() => setAct(null)} />}
          <section className={css['history']}>
            <h3>{t('history')}</h3>
            {(story.data?.acts ?? []).map((one) => (
              <Step key={`${one.at}${one.what}`} act={one} />
            ))}
          </section>
        </>
      )}
    </Modal>
  );
};

const Facts = ({ promise, onLeave }: { promise: PromiseLine; onLeave: () => void }) => {
  const t = useText();
  const shop = useShop();
  const mayOrder = useMay('orders.order.read');
  return (
    <>
      <p>
        <DueMark promise={promise} /> · {t(`state-${promise.state}`)} · {promise.ownerName}
      </p>
      <p className={css['quiet']}>
        {t('madeBy', { by: promise.madeBy ?? '', at: fullMoment(promise.madeAt, shop.zone) })}
        {promise.words !== null && ` · ${t('readFrom', { words: promise.words })}`}
        {promise.order !== null && (
          <>
            {' · '}
            {t('order')}{' '}
            {mayOrder ? (
              <Link to={`/orders/${encodeURIComponent(promise.order)}`} onClick={onLeave}>
                {promise.order}
              </Link>
            ) : (
              promise.order
            )}
          </>
        )}
      </p>
      {promise.conversation !== null && (
        <Link to={`/reception/${promise.conversation}`} onClick={onLeave}>
          {t('openTalk')}
          {promise.buyerName !== null && ` · ${promise.buyerName}`}
        </Link>
      )}
    </>
  );
};

const Step = ({ act }: { act: PromiseAct }) => {
  const t = useText();
  const { zone } = useShop();
  const at = (moment: string | null) => (moment === null ? '' : fullMoment(moment, zone));
  const facts = {
    by: act.by ?? t('house'),
    text: act.text ?? (act.what === 'handed' && act.by === null ? t('ownerLeft') : ''),
    before: at(act.dueBefore),
    after: at(act.dueAfter),
    from: act.ownerBefore ?? '',
    to: act.ownerAfter ?? '',
  };
  return (
    <p className={css['step']}>
      <time>{at(act.at)}</time>
      {t(`act-${act.what}` as 'act-made', facts)}
    </p>
  );
};

const ActForm = ({ promise, act, onDone }: { promise: PromiseLine; act: ActName; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const place = `${promise.id}.${act}`;
  const [text, setText] = useState(() => readDraft<{ text: string }>(place)?.text ?? '');
  useEffect(() => keepDraft(place, text === '' ? null : { text }), [place, text]);
  const [due, setDue] = useState(`${dayKey(promise.due, shop.zone)}T${clockTime(promise.due, shop.zone)}`);
  const [agreed, setAgreed] = useState(false);
  const [by, setBy] = useState<'message' | 'phone'>('message');
  const [to, setTo] = useState<string | null>(null);
  const send = usePromiseAct(() => {
    void message.success(t('saved'));
    keepDraft(place, null);
    onDone();
  });
  const words = text.trim();
  const bodies: Record<ActName, object> = {
    keep: { evidence: words },
    break: { reason: words },
    withdraw: { reason: words, agreed },
    move: { due: due === '' ? null : zonedInstant(due, shop.zone), reason: words, agreed },
    chase: { by, note: words },
    hand: { to, reason: words },
  };
  const needsYes = promise.isTold && (act === 'move' || act === 'withdraw');
  return (
    <div className={css['form']}>
      {act === 'move' && <MomentPicker className={css['wide']} label={t('due')} value={due} onChange={setDue} />}
      {act === 'chase' && (
        <Radio.Group
          value={by}
          onChange={(event) => setBy(event.target.value as 'message' | 'phone')}
          options={[
            { value: 'message', label: t('byMessage') },
            { value: 'phone', label: t('byPhone') },
          ]}
        />
      )}
      {act === 'hand' && <Colleagues value={to} onChange={setTo} without={promise.owner} />}
      <Input
        autoFocus
        maxLength={300}
        value={text}
        placeholder={t(hints[act])}
        aria-label={t(hints[act])}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => words !== '' && send.mutate({ path: `/${promise.id}/${act}`, body: bodies[act] })}
      />
      {needsYes && (
        <Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)}>
          {t('agreed')}
        </Checkbox>
      )}
      <Button
        type="primary"
        disabled={words === '' || (needsYes && !agreed) || (act === 'hand' && to === null)}
        loading={send.isPending}
        onClick={() => send.mutate({ path: `/${promise.id}/${act}`, body: bodies[act] })}
      >
        {t('save')}
      </Button>
      {send.isError && <Alert type="error" title={toProblem(send.error).detail} />}
    </div>
  );
};

const Colleagues = ({
  value,
  onChange,
  without,
}: {
  value: string | null;
  onChange: (person: string) => void;
  without: string;
}) => {
  const t = useText();
  const people = useColleagues();
  return (
    <Select
      {...(value === null ? {} : { value })}
      placeholder={t('handTo')}
      aria-label={t('handTo')}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
      options={people.filter((one) => one.value !== without)}
    />
  );
};
