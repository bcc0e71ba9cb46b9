import { localeOf } from '../local-form/local-form.ts';

/** A way in which spreadsheets write dates, beside the standard ones that are read unasked; `pattern` as the engine takes it (CV6). */
export interface DateWriting {
  pattern: string;
  example: string;
}

const DAYS: readonly DateWriting[] = [
  { pattern: 'd/M/yyyy', example: '31/12/2026' },
  { pattern: 'M/d/yyyy', example: '12/31/2026' },
  { pattern: 'd.M.yyyy', example: '31.12.2026' },
  { pattern: 'd-M-yyyy', example: '31-12-2026' },
  { pattern: 'yyyy/M/d', example: '2026/12/31' },
];

export const DATE_WRITINGS: readonly DateWriting[] = [
  ...DAYS,
  ...DAYS.map(({ pattern, example }) => ({ pattern: `${pattern} H:mm`, example: `${example} 18:30` })),
];

/** The way in which all of these cells can be written, or null. Where it could be two, it is that of the country. */
export function writingOf(cells: readonly string[], country: string): string | null {
  const fitting = DATE_WRITINGS.filter(
    (writing) => cells.length > 0 && cells.every((cell) => isWritten(cell, writing)),
  );
  const order = new Intl.DateTimeFormat(localeOf(country))
    .formatToParts()
    .find(({ type }) => type === 'day' || type === 'month');
  const isLocal = ({ pattern }: DateWriting) => pattern.startsWith('M') === (order?.type === 'month');
  return (fitting.find(isLocal) ?? fitting[0])?.pattern ?? null;
}

const SHAPES: Record<string, string> = {
  yyyy: String.raw`\d{4}`,
  M: String.raw`(?<month>\d{1,2})`,
  d: String.raw`(?<day>\d{1,2})`,
  'H:mm': String.raw`\d{1,2}:\d{2}`,
  '.': String.raw`\.`,
};

function isWritten(cell: string, { pattern }: DateWriting): boolean {
  const shape = pattern.replace(/yyyy|H:mm|[dM.]/g, (token) => SHAPES[token] ?? token);
  const found = new RegExp(`^${shape}$`).exec(cell.trim())?.groups;
  return found !== undefined && Number(found.month) <= 12 && Number(found.day) <= 31;
}
