import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import { span } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { DutyMark } from './duty-mark';
import css from './shifts.module.css';
import { useText } from './text';
import { useDutyBoard, useSetDuty } from './use-duty';
import { dutyStates, type DutyState } from './wire';

/** My state with its timer, in the top line. */
export const MyDuty = () => {
  const mayRead = useMay('shifts.duty.read');
  const maySet = useMay('shifts.duty.set-own');
  return mayRead && maySet ? <Mine /> : null;
};

const Mine = () => {
  const t = useText();
  const now = useNow();
  const { message } = App.useApp();
  const board = useDutyBoard();
  const set = useSetDuty();
  if (board.data === undefined) return null;
  const { me } = board.data;
  const items = dutyStates.map((state) => ({
    key: state,
    label: (
      <>
        <DutyMark state={state} /> <span className={css['hint']}>{t(`${state}Hint`)}</span>
      </>
    ),
  }));
  const choose = ({ key }: { key: string }) =>
    set.mutate(
      { person: null, state: key as DutyState },
      { onError: (error) => void message.error(toProblem(error).detail) },
    );
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: [me.state], onClick: choose }}>
      <Button type="text" loading={set.isPending} aria-label={t('mine')}>
        <DutyMark state={me.state} />
        {me.state !== 'off' && <span className={css['timer']}>{span(now - Date.parse(me.since))}</span>}
        <DownOutlined />
      </Button>
    </Dropdown>
  );
};
