import { en } from './en';
import { fenOf } from './price';
import type { DeliveryRow } from './wire';
import { zh } from './zh-CN';

export type Pasted = { rows: DeliveryRow[]; wrongMoney: number[] };

const wordsOf = (name: 'reachedWords' | 'unreachedWords' | 'regionWords') =>
  new Set(`${zh[name]} ${en[name]}`.split(' '));
const [yes, no, headers] = [wordsOf('reachedWords'), wordsOf('unreachedWords'), wordsOf('regionWords')];

/** Rows as a spreadsheet pastes them: region, reached, days, courier, surcharge, note. A header line is passed over. */
export const readPasted = (text: string): Pasted => {
  const wrongMoney: number[] = [];
  const rows = text
    .split(/\r?\n/)
    .map((line) => (line.includes('\t') ? line.split('\t') : line.split(/[,，]/)).map((cell) => cell.trim()))
    .filter((cells, at) => (cells[0] ?? '') !== '' && !(at === 0 && headers.has((cells[0] ?? '').toLowerCase())))
    .map((cells, at): DeliveryRow => {
      const surcharge = fenOf(cells[4] ?? '');
      if (surcharge === null) wrongMoney.push(at + 1);
      const said = (cells[1] ?? '').toLowerCase();
      return {
        region: cells[0] ?? '',
        isReached: yes.has(said) ? true : no.has(said) ? false : null,
        days: word(cells[2]?.replace(/[天日]$/, '')),
        courier: word(cells[3]),
        surcharge: surcharge ?? null,
        note: word(cells[5]),
      };
    });
  return { rows, wrongMoney };
};

const word = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);
