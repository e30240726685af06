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
