const format = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 1,234.56; a minus sign that lines up with digits. */
export const money = (fen: number): string => format.format(fen / 100).replace('-', '−');

/** With its sign, for what was added or taken. */
export const signed = (fen: number): string => (fen > 0 ? `+${money(fen)}` : money(fen));

/** Yuan as people type them to fen; null when it is no amount. */
export const toFen = (text: string): number | null => {
  const match = /^\s*([+-]?)(\d{1,9})(?:\.(\d{1,2}))?\s*$/.exec(text);
  if (match === null) return null;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -fen : fen;
};

/** An exact decimal or fraction as numerator and denominator; null when it is neither. */
const exact = (text: string): [bigint, bigint] | null => {
  const match = /^(-?\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const places = match[2] ?? '';
  return [BigInt(`${match[1] ?? '0'}${places}`), 10n ** BigInt(places.length) * BigInt(match[3] ?? '1')];
};

/** Whether quantity × rate, rounded once half away from zero, is the amount: a factor of the rule may come on top. */
export const multiplies = (quantity: string | null, rate: string | null, fen: number): boolean => {
  const [a, b] = [quantity === null ? null : exact(quantity), rate === null ? null : exact(rate)];
  if (a === null || b === null) return false;
  const numerator = a[0] * b[0] * 100n;
  const denominator = a[1] * b[1];
  if (denominator === 0n) return false;
  const abs = numerator < 0n ? -numerator : numerator;
  const rounded = (abs * 2n + denominator) / (denominator * 2n);
  return rounded === BigInt(Math.abs(fen));
};

/** The two factors of a line as people read them: `52,202.30 × 0.5%` of an amount, `12 × 1.5` of pieces. */
export const factors = (quantity: string, rate: string): string => {
  const grouped = quantity.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
  const share = /^0\.(\d{1,6})$/.exec(rate);
  if (share === null || !/\.\d\d$/.test(quantity)) return `${grouped} × ${rate}`;
  return `${grouped} × ${Number(`${share[1]!.padEnd(6, '0')}`) / 10_000}%`;
};
