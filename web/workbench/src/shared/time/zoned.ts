/** The instant of a wall-clock time (`2026-11-22T20:00`) in the shop's zone. */
export const zonedInstant = (local: string, zone: string): string => {
  const guess = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  // Two rounds settle the offset also on the day the clock changes.
  const once = guess - offsetAt(guess, zone);
  return new Date(guess - offsetAt(once, zone)).toISOString();
};

const offsetAt = (at: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((piece) => piece.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
};
