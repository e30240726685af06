const firstMs = 400;
const longestMs = 20_000;

/** How long to wait before the next try: doubling, and never all clients of a fallen server at the same moment. */
export const backoff = (failures: number, random: () => number = Math.random): number => {
  const most = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10));
  return Math.round(most / 2 + (random() * most) / 2);
};
