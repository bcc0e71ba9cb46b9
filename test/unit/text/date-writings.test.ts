import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { DATE_WRITINGS, writingOf } from '#shared/text/date-writings.ts';

test.each([
  ['day first in Britain', ['03/04/1990', '1/2/1991'], 'GB', 'd/M/yyyy'],
  ['month first in the United States', ['03/04/1990', '1/2/1991'], 'US', 'M/d/yyyy'],
  ['day first anywhere, where no month has that number', ['03/04/1990', '31/12/1991'], 'US', 'd/M/yyyy'],
  ['month first anywhere, where no month has that number', ['12/31/1991'], 'GB', 'M/d/yyyy'],
  ['with dots', ['31.12.1991'], 'US', 'd.M.yyyy'],
  ['with dashes', ['31-12-1991'], 'GB', 'd-M-yyyy'],
  ['year first', ['1991/12/31'], 'US', 'yyyy/M/d'],
  ['with a time', ['31/12/1991 8:05'], 'GB', 'd/M/yyyy H:mm'],
  ['nothing where the cells differ', ['31/12/1991', '31.12.1991'], 'GB', null],
  ['nothing for a standard format', ['1991-12-31'], 'GB', null],
  ['nothing for years of two digits, which could be of two centuries', ['31/12/45'], 'GB', null],
  ['nothing for no cells', [], 'GB', null],
] as const)('a column of dates is written %s', (_, cells, country, pattern) => {
  expect(writingOf(cells, country)).toBe(pattern);
});

test.each(DATE_WRITINGS)('CV6 $pattern reads $example', ({ pattern, example }) => {
  expect(DateTime.fromFormat(example, pattern).toISODate()).toBe('2026-12-31');
});
