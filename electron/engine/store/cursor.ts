import { AppError } from '#shared/errors.ts';

/** Where the next page of a list starts: the number of the last row shown, lists being newest first. */
export function readCursor(before: string | undefined): number {
  if (before === undefined) return Number.MAX_SAFE_INTEGER;
  if (!/^[1-9]\d{0,14}$/.test(before)) {
    throw new AppError('INVALID_INPUT', undefined, [
      { pointer: '/before', message: 'This is not a page of this list.' },
    ]);
  }
  return Number(before);
}

/** Cuts a result that was asked for one row more than the page holds. */
export function cutPage<Row>(rows: Row[], limit: number, numberOf: (row: Row) => number) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, nextCursor: rows.length > limit && last !== undefined ? String(numberOf(last)) : null };
}
