import { dayKey } from '@/shared/time/format';
import { zonedInstant } from '@/shared/time/zoned';

const dayMs = 86_400_000;
const minuteMs = 60_000;

export type LaterChoice = { id: 'in30' | 'in120' | 'tomorrow' | 'threeDays'; at: string };

/** When something put away may come back; mornings are the shop's. */
export const laterChoices = (now: number, zone: string): LaterChoice[] => [
  { id: 'in30', at: new Date(now + 30 * minuteMs).toISOString() },
  { id: 'in120', at: new Date(now + 120 * minuteMs).toISOString() },
  { id: 'tomorrow', at: zonedInstant(`${dayKey(now + dayMs, zone)}T09:00`, zone) },
  { id: 'threeDays', at: zonedInstant(`${dayKey(now + 3 * dayMs, zone)}T09:00`, zone) },
];

/** Does a time end a day of the shop? What is due by a day, and not by an hour, says so. */
export const endsDay = (at: string, zone: string): boolean =>
  Date.parse(zonedInstant(`${dayKey(at, zone)}T00:00`, zone)) === Date.parse(at);
