import { Suspense, useState } from 'react';
import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { FaultDialog } from '@/rooms/people';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import { span } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { DutyMark } from './duty-mark';
import css from './shifts.module.css';
import { useText } from './text';
import { reminderOf } from './limit';
import { useDutyBoard, useSetDuty, type SetDuty } from './use-duty';
import { dutyStates, type DutyState } from './wire';

const faultKey = 'fault';

const toDuty = (key: string): SetDuty => {
  const [state, ...words] = key.split(':');
  const reason = words.join(':');
  return { person: null, state: state as DutyState, ...(reason === '' ? {} : { reason }) };
};

/** My state with its timer, in the top line. */
export const MyDuty = () => {
  const mayRead = useMay('shifts.duty.read');
  const maySet = useMay('shifts.duty.set-own');
  return mayRead && maySet ? <Mine /> : null;
};

const Mine = () => {
  const t = useText();
  const now = useNow();
  const { message, modal } = App.useApp();
  const [reports, setReports] = useState(false);
  const board = useDutyBoard();
  const set = useSetDuty();
  if (board.data === undefined) return null;
  const { me, limits } = board.data;
  const reminder = reminderOf(me, limits, now);
  const reasonsOf = (state: DutyState): string[] =>
    state === 'away' ? (limits?.awayReasons ?? []) : state === 'on-hold' ? (limits?.onHoldReasons ?? []) : [];
  const items = dutyStates.map((state) => ({
    key: state,
    ...(reasonsOf(state).length === 0
      ? {}
      : { children: reasonsOf(state).map((reason) => ({ key: `${state}:${reason}`, label: reason })) }),
    label: (
      <>
        <DutyMark state={state} /> <span className={css['hint']}>{t(`${state}Hint`)}</span>
      </>
    ),
  }));
  const leave = (duty: SetDuty) =>
    set.mutate(duty, {
      onError: (error) => {
        const { code, detail } = toProblem(error);
        if (code !== 'shifts.duty.asks_first') {
          void message.error(detail);
          return;
        }
        modal.confirm({
          title: t('stillLeave'),
          content: detail,
          okText: t('leaveAnyway'),
          cancelText: t('stay'),
          autoFocusButton: 'cancel',
          onOk: () => leave({ ...duty, confirmed: true }),
        });
      },
    });
  const choose = ({ key }: { key: string }) => (key === faultKey ? setReports(true) : leave(toDuty(key)));
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [...items, { type: 'divider' }, { key: faultKey, label: t('reportFault') }],
          selectedKeys: [me.state],
          onClick: choose,
        }}
      >
        <Button type="text" aria-busy={set.isPending} aria-label={t('mine')}>
          <DutyMark state={me.state} />
          {me.state !== 'off' && <span className={css['timer']}>{span(now - Date.parse(me.since))}</span>}
          {reminder !== 'none' && (
            <span className={css['reminder']} role="status">
              {reminder === 'over' ? t('overLimit') : t('offSoon', { span: span(reminder.offInMs) })}
            </span>
          )}
          <DownOutlined />
        </Button>
      </Dropdown>
      {reports && (
        <Suspense fallback={null}>
          <FaultDialog open asksWho={false} asksKind onClose={() => setReports(false)} />
        </Suspense>
      )}
    </>
  );
};
