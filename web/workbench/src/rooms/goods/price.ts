/** Yuan as people type them, as fen; null when it is no amount, undefined when nothing is said. */
export const fenOf = (text: string): number | null | undefined => {
  const said = text.replace(/[¥￥,，元\s]/g, '');
  if (said === '') return undefined;
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(said);
  return match === null ? null : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
};

/** Fen as yuan in a sentence: 128 or 128.50. */
export const plainYuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
