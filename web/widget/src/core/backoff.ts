const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** How long to wait before attempt n (from 1): doubled each time, spread so that a restarted house is not stormed. */
export const backoffMs = (attempt: number, random: () => number): number => {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.round(whole / 2 + (random() * whole) / 2);
};
