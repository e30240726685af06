import { useEffect, useState } from 'react';
import { Alert, App, Button, Checkbox, Input, Modal, Select } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useSession, useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { zonedInstant } from '@/shared/time/zoned';
import { MomentPicker } from '@/shared/ui/pickers';
import { keepDraft, readDraft } from './kept-draft';
import css from './promises.module.css';
import { useText } from './text';
import { useColleagues } from './use-colleagues';
import { usePromiseAct, useTimes } from './use-promises';

type MakeProps = {
  said: string;
  saidAt?: string;
  conversation?: string;
  seq?: number;
  order?: string;
  urge?: boolean;
  /** The policy of the book that promises it: what is open of it already is not promised twice. */
  policy?: string;
  onDone: () => void;
};

type Typed = {
  what: string;
  chosen: string | null;
  order: string;
  told: boolean;
  urges: boolean;
  owner: string | null;
  department: string;
};

/** A promise from a message, or an urge about an order: the time is read from its words, and can be chosen. What was typed comes back until it is saved. */
export const MakePromise = ({
  said,
  saidAt,
  conversation,
  seq,
  order: known = '',
  urge = false,
  policy,
  onDone,
}: MakeProps) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [id] = useState(() => newId(Date.now()));
  const place = `${shop.id}.${conversation ?? ''}.${seq ?? ''}.${known}.${said.slice(0, 200)}`;
  const fresh: Typed = {
    what: said.slice(0, 200),
    chosen: null,
    order: known,
    told: seq !== undefined,
    urges: urge,
    owner: null,
    department: '',
  };
  const [typed, setTyped] = useState<Typed>(() => ({ ...fresh, ...readDraft<Typed>(place) }));
  const { what, chosen, order, told, urges, owner, department } = typed;
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const isTyped = JSON.stringify(typed) !== JSON.stringify(fresh);
  const [cameBack] = useState(isTyped);
  useEffect(() => keepDraft(place, isTyped ? typed : null), [place, isTyped, typed]);
  const times = useTimes(what, saidAt ?? null);
  const best = times.data?.best ?? null;
  const due = chosen === null ? (best?.due ?? null) : chosen === '' ? null : zonedInstant(chosen, shop.zone);
  const shown = chosen ?? (best === null ? '' : localOf(best.due, shop.zone));
  const act = usePromiseAct((answer) => {
    if (answer.id === id) void message.success(t('made'));
    else void message.info(t('offerThere'));
    keepDraft(place, null);
    onDone();
  });
  const check = times.data?.check ?? null;
  const make = (at: string | null) =>
    act.mutate({
      path: '',
      body: {
        id,
        shop: shop.id,
        what: what.trim(),
        due: at,
        words: chosen === null && at !== null && at === best?.due ? best.words : null,
        conversation,
        seq,
        order: order.trim() === '' ? null : order.trim(),
        told: told && !urges,
        policy: urges ? undefined : policy,
        ...(urges && owner !== null ? { owner, department: department.trim() } : {}),
      },
    });
  return (
    <Modal
      open
      title={t('makeTitle')}
      okText={t('make')}
      okButtonProps={{
        loading: act.isPending,
        disabled: what.trim() === '' || due === null || (urges && owner === null),
      }}
      onOk={() => make(due)}
      mask={{ closable: false }}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={200}
          value={what}
          aria-label={t('what')}
          placeholder={t('whatHint')}
          onChange={(event) => change({ what: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && due !== null && what.trim() !== '')
              make(due);
          }}
        />
        <MomentPicker
          className={css['wide']}
          label={t('due')}
          value={shown}
          onChange={(at) => change({ chosen: at })}
        />
        <span className={css['quiet']}>
          {chosen === null && best !== null ? t('readFrom', { words: best.words }) : due === null ? t('notRead') : ''}
        </span>
        {check !== null && (
          <Button size="small" onClick={() => make(null)} disabled={what.trim() === '' || act.isPending}>
            {t('checkIt', { at: clockTime(check, shop.zone) })}
          </Button>
        )}
        <Checkbox checked={urges} onChange={(event) => change({ urges: event.target.checked })}>
          {t('urgeOf')}
        </Checkbox>
        {urges && (
          <Urge
            owner={owner}
            onOwner={(person) => change({ owner: person })}
            department={department}
            onDepartment={(name) => change({ department: name })}
          />
        )}
        <Checkbox
          disabled={urges}
          checked={told && !urges}
          onChange={(event) => change({ told: event.target.checked })}
        >
          {t('told')}
        </Checkbox>
        <Input
          maxLength={64}
          value={order}
          aria-label={t('orderNo')}
          placeholder={t('orderNo')}
          onChange={(event) => change({ order: event.target.value })}
        />
        {cameBack && isTyped && (
          <span className={css['quiet']}>
            {t('draftBack')}{' '}
            <Button type="link" size="small" onClick={() => setTyped(fresh)}>
              {t('draftDrop')}
            </Button>
          </span>
        )}
        {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      </div>
    </Modal>
  );
};

const localOf = (at: string, zone: string): string => `${dayKey(at, zone)}T${clockTime(at, zone)}`;

type UrgeProps = {
  owner: string | null;
  onOwner: (person: string) => void;
  department: string;
  onDepartment: (name: string) => void;
};

/** Who is asked to do it: it becomes their task, and whoever asked can follow it. */
const Urge = ({ owner, onOwner, department, onDepartment }: UrgeProps) => {
  const t = useText();
  const people = useColleagues();
  const me = useSession().person;
  return (
    <>
      <Select
        {...(owner === null ? {} : { value: owner })}
        placeholder={t('handTo')}
        aria-label={t('handTo')}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onOwner}
        options={people.filter((one) => one.value !== me.id)}
      />
      <Input
        maxLength={60}
        value={department}
        aria-label={t('department')}
        placeholder={t('department')}
        onChange={(event) => onDepartment(event.target.value)}
      />
    </>
  );
};
