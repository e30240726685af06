import { useEffect, useRef } from 'react';
import { ClockCircleOutlined } from '@ant-design/icons';
import { Badge, Button, Tooltip } from 'antd';
import { useNavigate } from 'react-router';
import { useMay } from '@/shared/session';
import { setBadge } from '@/shared/ui/badges';
import { useText } from '../text';
import { HelpBell } from '../help/help-bell';
import { FaultBell } from './fault-bell';
import { MissingBell } from './missing-bell';
import { ring } from './ring';
import { newlyOver } from './tone';
import { useFloor } from './use-floor';
import type { Floor, MissingAgent } from './wire';

const everyMs = 10_000;
const remembered = 2_000;

/** Tells supervisors, on whatever page, of waits over their limit: the agent was alerted earlier and did not answer. */
export const Alarm = () => {
  const isSupervisor = useMay('shifts.duty.set-others');
  const mayNote = useMay('reception.note.write');
  const mayFaults = useMay('people.person.read');
  return (
    <>
      {isSupervisor && <Watch />}
      {isSupervisor && mayFaults && <FaultBell />}
      {mayNote && <HelpBell />}
    </>
  );
};

const Watch = () => {
  const mayWatch = useMay('reception.conversation.read-all');
  const floor = useFloor(everyMs, mayWatch).data;
  return (
    <>
      <Waits floor={floor} />
      <MissingBell missing={floor?.missing ?? none} isRead={floor !== undefined} />
    </>
  );
};

const none: readonly MissingAgent[] = [];

const Waits = ({ floor }: { floor: Floor | undefined }) => {
  const t = useText();
  const navigate = useNavigate();
  const told = useRef(new Set<string>());
  const count = floor?.counts.forSupervisor ?? 0;
  useEffect(() => {
    setBadge('/floor', count, count > 0 ? 'alarm' : 'quiet');
  }, [count]);
  useEffect(() => {
    if (floor === undefined) return;
    const fresh = newlyOver(floor.waiting, floor.limits.supervisorSeconds, Date.parse(floor.at), told.current);
    if (fresh.length === 0) return;
    if (told.current.size > remembered) told.current.clear();
    for (const key of fresh) told.current.add(key);
    const first = floor.waiting.find((row) => fresh.includes(`${row.id} ${row.waitingSince ?? ''}`));
    if (first === undefined) return;
    ring(
      t('alarmTitle', { name: first.buyerName }),
      t('alarmBody', { n: floor.counts.forSupervisor }),
      'floor-alarm',
      () => navigate('/floor'),
    );
  }, [floor, t, navigate]);
  if (count === 0) return null;
  return (
    <Tooltip title={t('alarm', { n: count })}>
      <Button
        type="text"
        danger
        aria-label={t('alarm', { n: count })}
        icon={
          <Badge count={count} size="small">
            <ClockCircleOutlined />
          </Badge>
        }
        onClick={() => void navigate('/floor')}
      />
    </Tooltip>
  );
};
