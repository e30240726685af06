import { dayKey } from '@/shared/time/format';
import { zonedInstant } from '@/shared/time/zoned';

export type SnoozeChoice = { id: 'in15' | 'in60' | 'tonight' | 'tomorrow'; at: string };

const minuteMs = 60_000;

export const snoozeChoices = (now: number, zone: string): SnoozeChoice[] => {
  const tonight = zonedInstant(`${dayKey(now, zone)}T20:00`, zone);
  const tomorrow = zonedInstant(`${dayKey(now + 86_400_000, zone)}T09:00`, zone);
  return [
    { id: 'in15', at: new Date(now + 15 * minuteMs).toISOString() },
    { id: 'in60', at: new Date(now + 60 * minuteMs).toISOString() },
    ...(Date.parse(tonight) > now + 60 * minuteMs ? [{ id: 'tonight' as const, at: tonight }] : []),
    { id: 'tomorrow', at: tomorrow },
  ];
};
