import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeliveryPages, isShown, withDelivery } from '#renderer/door/delivery-lists.ts';
import type { DeliveryFilter } from '#renderer/door/keys.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { aDelivery } from './a-delivery.ts';

const at = (second: number) => new Date(Date.UTC(2026, 6, 15, 12, 0, second)).toISOString();
const entry = (second: number, change: Partial<Delivery> = {}) =>
  aDelivery({ id: `dlv_${second}`, receivedAt: at(second), ...change });

function pagesOf(pages: Delivery[][], isComplete = true): DeliveryPages {
  return {
    pages: pages.map((items, index) => ({
      items,
      nextCursor: index === pages.length - 1 && isComplete ? null : `after-${index}`,
    })),
    pageParams: pages.map((_, index) => (index === 0 ? undefined : `after-${index - 1}`)),
  };
}

const ids = (pages: DeliveryPages) => pages.pages.map((page) => page.items.map(({ id }) => id));

describe('a request in a loaded log', () => {
  it('LG1 appears on top when it is new', () => {
    const pages = pagesOf([[entry(2), entry(1)]]);
    expect(ids(withDelivery(pages, entry(3), {}))).toEqual([['dlv_3', 'dlv_2', 'dlv_1']]);
  });

  it('changes in place when it has been worked on', () => {
    const pages = pagesOf([[entry(2, { outcome: null }), entry(1)]]);
    const after = withDelivery(pages, entry(2, { outcome: 'unidentified' }), {});
    expect(after.pages[0]?.items.map(({ outcome }) => outcome)).toEqual(['unidentified', 'processed']);
  });

  it('leaves the list when it no longer fits the filter', () => {
    const pages = pagesOf([[entry(2, { outcome: null }), entry(1, { outcome: null })]]);
    expect(ids(withDelivery(pages, entry(2), { outcome: 'pending' }))).toEqual([['dlv_1']]);
  });

  it('comes in where its time belongs, also on a later page', () => {
    const pages = pagesOf([
      [entry(9), entry(7)],
      [entry(5), entry(3)],
    ]);
    expect(ids(withDelivery(pages, entry(4), {}))).toEqual([
      ['dlv_9', 'dlv_7'],
      ['dlv_5', 'dlv_4', 'dlv_3'],
    ]);
  });

  it('older than everything loaded is left for its own page', () => {
    const pages = pagesOf([[entry(9), entry(7)]], false);
    expect(withDelivery(pages, entry(1), {})).toBe(pages);
  });

  it('is the first of an empty log', () => {
    expect(ids(withDelivery(pagesOf([[]]), entry(1), {}))).toEqual([['dlv_1']]);
  });

  it('ends in the same list as asking the engine again', () => {
    const delivery = fc.record({
      second: fc.integer({ min: 0, max: 30 }),
      webhookId: fc.constantFrom('whk_1', 'whk_2'),
      outcome: fc.constantFrom('processed' as const, 'unidentified' as const, null),
    });
    const filters = fc.constantFrom<DeliveryFilter>(
      {},
      { webhookId: 'whk_2' },
      { outcome: 'pending' },
      { since: at(9) },
    );
    fc.assert(
      fc.property(fc.array(delivery, { maxLength: 30 }), filters, (news, filter) => {
        const known = new Map<string, Delivery>();
        let pages = pagesOf([[]]);
        for (const { second, ...change } of news) {
          const next = entry(second, change);
          known.set(next.id, next);
          pages = withDelivery(pages, next, filter);
        }
        const asked = [...known.values()]
          .filter((one) => isShown(one, filter))
          .sort((one, other) => other.receivedAt.localeCompare(one.receivedAt));
        expect(pages.pages.flatMap((page) => page.items)).toEqual(asked);
      }),
    );
  });
});

describe('a filter of the log', () => {
  it.each<[why: string, filter: DeliveryFilter, shown: boolean]>([
    ['nothing chosen', {}, true],
    ['its webhook', { webhookId: 'whk_1' }, true],
    ['another webhook', { webhookId: 'whk_2' }, false],
    ['its outcome', { outcome: 'processed' }, true],
    ['another outcome', { outcome: 'pending' }, false],
    ['its contact', { contact: 'f1u1' }, true],
    ['another contact', { contact: 'f1u2' }, false],
    ['since the very moment', { since: '2026-07-15T12:00:00.000Z' }, true],
    ['until just before', { until: '2026-07-15T12:00:00.000Z' }, false],
  ])('%s', (_why, filter, shown) => {
    expect(isShown(aDelivery(), filter)).toBe(shown);
  });
});
