import type { PlatformDefinition } from './wire';

export type PlatformLine = { figure: string; first: string; last: string; amount: string; source: string };

const date = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

const day = (text: string): string | null => {
  const found = date.exec(text);
  return found === null ? null : `${found[1]!}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`;
};

/** A share may be written 1.23 % or 0.0123; the server takes the fraction. Digits are moved, nothing is reckoned in floating point. */
const amountOf = (text: string, unit: PlatformDefinition['unit']): string | null => {
  const plain = text.replaceAll(',', '').trim();
  const percent = /^(\d+(?:\.\d+)?)\s*[%％]$/.exec(plain);
  if (percent !== null) return unit === 'share' ? hundredth(percent[1]!) : null;
  if (!/^\d+(\.\d+)?$/.test(plain)) return null;
  return unit === 'share' && Number(plain) > 1 ? null : plain;
};

const hundredth = (text: string): string | null => {
  const [whole = '', rest = ''] = text.split('.');
  const digits = whole.padStart(3, '0');
  const moved = `${digits.slice(0, -2)}.${digits.slice(-2)}${rest}`.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
  return Number(moved) > 1 ? null : moved;
};

/** Lines of a sheet: figure, first day, last day (may be left out), value, source; with the numbers of the lines that say nothing. */
export const readPlatform = (
  text: string,
  definitions: readonly PlatformDefinition[],
): { lines: PlatformLine[]; wrong: number[] } => {
  const lines: PlatformLine[] = [];
  const wrong: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const cells = line.split(/\t|，|,(?=\D)/).map((cell) => cell.trim());
    const [name = '', from = ''] = cells;
    const definition = definitions.find((one) => one.figure === name || one.zh === name || one.en === name);
    const first = day(from);
    const second = day(cells[2] ?? '');
    const [written = '', source = ''] = cells.slice(second === null ? 2 : 3);
    const last = second ?? first;
    const amount = definition === undefined ? null : amountOf(written, definition.unit);
    if (
      definition === undefined ||
      first === null ||
      last === null ||
      last < first ||
      amount === null ||
      source === ''
    ) {
      wrong.push(index + 1);
      continue;
    }
    lines.push({ figure: definition.figure, first, last, amount, source });
  }
  return { lines, wrong };
};
