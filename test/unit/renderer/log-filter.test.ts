import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldBack } from '#renderer/features/log/held-back.ts';
import {
  deliveryFilter,
  EVERYTHING,
  type LogFilter,
  logAddress,
  PERIODS,
  parseLogFilter,
} from '#renderer/features/log/log-filter.ts';
import { OUTCOMES } from '#shared/contract/outcome.ts';

describe('the address of a filtered log', () => {
  it('says everything that was chosen', () => {
    const filter: LogFilter = {
      webhook: 'whk_1',
      outcome: 'refused',
      contact: 'f1u1',
      time: 'yesterday',
      text: 'Ana 1',
    };
    expect(logAddress(filter)).toBe('/log?webhook=whk_1&outcome=refused&contact=f1u1&time=yesterday&text=Ana+1');
    expect(logAddress(EVERYTHING)).toBe('/log');
  });

  it('is read back as it was chosen', () => {
    const date = fc.integer({ min: 0, max: 9000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    const filters = fc.record({
      webhook: fc.option(fc.string({ minLength: 1 })),
      outcome: fc.option(fc.constantFrom(...OUTCOMES, 'pending' as const)),
      contact: fc.option(fc.string({ minLength: 1 })),
      time: fc.option(fc.oneof(fc.constantFrom(...PERIODS), fc.record({ from: date, to: date }))),
      text: fc.option(
        fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() === text && text !== ''),
      ),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseLogFilter(logAddress(filter).replace(/^\/log\??/, ''))).toEqual(filter);
      }),
    );
  });

  it.each(['outcome=everything', 'time=tomorrow', 'time=2026-13..x', ''])('passes over nonsense: “%s”', (search) => {
    expect(parseLogFilter(search)).toEqual(EVERYTHING);
  });
});

describe('days of the log', () => {
  const instants = (time: LogFilter['time']) => deliveryFilter({ ...EVERYTHING, time }, '2026-03-30', 'Europe/London');

  it('are whole days of the business’s calendar, across a clock change', () => {
    expect(instants('today')).toEqual({ since: '2026-03-29T23:00:00.000Z' });
    expect(instants('yesterday')).toEqual({ since: '2026-03-29T00:00:00.000Z', until: '2026-03-29T23:00:00.000Z' });
    expect(instants('this-week')).toEqual({ since: '2026-03-29T23:00:00.000Z' });
    expect(instants('7-days')).toEqual({ since: '2026-03-24T00:00:00.000Z' });
    expect(instants('30-days')).toEqual({ since: '2026-03-01T00:00:00.000Z' });
  });

  it('include both ends', () => {
    expect(instants({ from: '2026-01-01', to: '2026-01-31' })).toEqual({
      since: '2026-01-01T00:00:00.000Z',
      until: '2026-02-01T00:00:00.000Z',
    });
  });
});

describe('new entries while one reads further down', () => {
  const items = [{ id: 'c' }, { id: 'b' }, { id: 'a' }];

  it('wait, and are counted', () => {
    expect(heldBack(items, 'a')).toEqual({ shown: [{ id: 'a' }], waiting: 2 });
  });

  it('show at the top of the list, and when the entry that was read has gone', () => {
    expect(heldBack(items, null)).toEqual({ shown: items, waiting: 0 });
    expect(heldBack(items, 'gone')).toEqual({ shown: items, waiting: 0 });
  });
});
