const formula = /^[=+\-@]/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** Rows as text that a spreadsheet pastes as cells. What a buyer wrote never becomes a formula there. */
export const asCells = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row
        .map((cell) => cell.replace(/[\t\r\n]+/g, ' '))
        .map((cell) => (formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell))
        .join('\t'),
    )
    .join('\n');
