/** What a spreadsheet may take for a formula or a new row, full-width forms included. */
const RISKY = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A line of a CSV file (RFC 4180), every cell in quotes. A cell that a spreadsheet could take for a formula gets an apostrophe in front, which the import of
 * contacts takes off again (K2). NUL is left out.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => `"${harmless(cell ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function harmless(cell: string): string {
  const text = cell.replaceAll('\0', '');
  return RISKY.test(text) ? `'${text}` : text;
}
