import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { pageTexts } from '#engine/store/delivery-log-texts.ts';
import { migrate } from '#engine/store/migrate.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { DeliveryQuery } from '#shared/contract/delivery.ts';
import { accept, NOON, newDelivery, settlementOf, upsertByEmail, webhookOf, wholeLog, work } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const HOUR_MS = 3_600_000;

/**
 * Ten requests, one an hour. Odd ones to webhook b; 1–4 processed for ann or bob, 5 and 6 unidentified, the rest wait.
 */
async function storeWithLog() {
  const opened = await temporaryStore();
  const { store } = opened;
  await store.webhooks.create(webhookOf('whk_a'));
  await store.webhooks.create(webhookOf('whk_b'));
  for (let number = 1; number <= 10; number += 1) {
    const webhookId = number % 2 === 1 ? 'whk_b' : 'whk_a';
    await accept(store, newDelivery(`dlv_${number}`, { webhookId, receivedAt: NOON + number * HOUR_MS }));
  }
  await store.deliveries.settle(
    [
      work(1, upsertByEmail('ann@example.com', {})),
      work(2, upsertByEmail('bob@example.com', {})),
      work(3, upsertByEmail('bob@example.com', {})),
      work(4, upsertByEmail('ann@example.com', {})),
      work(5, () => settlementOf('unidentified')),
      work(6, () => settlementOf('unidentified')),
    ],
    NOON,
  );
  return opened;
}

async function numbers(store: LocalStore, query: Partial<DeliveryQuery>): Promise<number[]> {
  return (await wholeLog(store, query)).map(({ id }) => Number(id.slice('dlv_'.length)));
}

describe('the log', () => {
  test('filters, each in pages of three, newest first', async () => {
    const { store } = await storeWithLog();
    const ann = store.contacts.find('email', 'ann@example.com')!.userNs;
    const instant = (hours: number) => new Date(NOON + hours * HOUR_MS).toISOString();
    const cases: [Partial<DeliveryQuery>, number[]][] = [
      [{}, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
      [{ limit: 10 }, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
      [{ limit: 1 }, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]],
      [{ webhookId: 'whk_a' }, [10, 8, 6, 4, 2]],
      [{ outcome: 'processed' }, [4, 3, 2, 1]],
      [{ outcome: 'pending' }, [10, 9, 8, 7]],
      [{ outcome: 'failed' }, []],
      [{ outcome: 'pending', webhookId: 'whk_b' }, [9, 7]],
      [{ outcome: 'unidentified', webhookId: 'whk_b' }, [5]],
      [{ contact: ann }, [4, 1]],
      [{ contact: ann, webhookId: 'whk_a', outcome: 'processed' }, [4]],
      [{ contact: ann, outcome: 'failed' }, []],
      [{ since: instant(4), until: instant(7) }, [6, 5, 4]],
      [{ since: instant(9) }, [10, 9]],
      [{ until: instant(3) }, [2, 1]],
      [{ since: instant(4.5), until: instant(5.5), webhookId: 'whk_b' }, [5]],
      [{ since: instant(100) }, []],
      [{ webhookId: 'whk_none' }, []],
      [{ contact: 'f1unobody' }, []],
    ];
    for (const [query, expected] of cases) {
      expect({ query, numbers: await numbers(store, query) }).toEqual({ query, numbers: expected });
      const { limit: _, ...filter } = query;
      expect({ query, ...(await store.deliveries.count(filter)) }).toEqual({
        query,
        count: expected.length,
        nextCursor: null,
      });
    }
  });

  test('many are counted in several goes', async () => {
    const { store } = await storeWithLog();
    const many = Array.from({ length: 10_000 }, (_, index) => newDelivery(`dlv_many_${index}`, { webhookId: 'whk_a' }));
    await accept(store, ...many);
    const counts: number[] = [];
    for (let before: string | null = ''; before !== null; ) {
      const { count, nextCursor } = await store.deliveries.count({
        outcome: 'pending',
        ...(before === '' ? {} : { before }),
      });
      counts.push(count);
      before = nextCursor;
    }
    expect(counts).toEqual([10_000, 4]);
  });

  test('a full last page has no page after it', async () => {
    const { store } = await storeWithLog();
    expect((await store.deliveries.page({ limit: 10 })).nextCursor).toBeNull();
    const page = await store.deliveries.page({ limit: 5 });
    const last = await store.deliveries.page({ limit: 5, before: page.nextCursor! });
    expect(last.items).toHaveLength(5);
    expect(last.nextCursor).toBeNull();
  });

  test('what arrives while one pages neither repeats nor hides a request', async () => {
    const { store } = await storeWithLog();
    const first = await store.deliveries.page({ limit: 3 });
    await accept(store, newDelivery('dlv_11'), newDelivery('dlv_12'));
    const second = await store.deliveries.page({ limit: 3, before: first.nextCursor! });
    expect(second.items.map(({ id }) => id)).toEqual(['dlv_7', 'dlv_6', 'dlv_5']);
  });

  test.each(['', '0', '-1', '1e3', 'abc', '9'.repeat(40), "1' OR '1'='1"])('refuses the cursor %j', async (before) => {
    const { store } = await storeWithLog();
    await expect(store.deliveries.page({ limit: 3, before })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ pointer: '/before' }],
    });
  });

  test('a clock that was set back hides no request from a search by time', async () => {
    const { store } = await storeWithLog();
    await accept(store, newDelivery('dlv_11', { receivedAt: NOON + 2.5 * HOUR_MS }));
    const since = new Date(NOON + 2 * HOUR_MS).toISOString();
    const until = new Date(NOON + 4 * HOUR_MS).toISOString();
    expect(await numbers(store, { since, until })).toEqual([11, 3, 2]);
  });

  test('an entry names its webhook and contact as they are called now', async () => {
    const { store } = await storeWithLog();
    const ann = store.contacts.find('email', 'ann@example.com')!.userNs;
    await store.webhooks.update('whk_b', { name: 'Renamed', at: NOON });
    await store.contacts.update(ann, { identifiers: {}, profile: { name: 'Ann Example' }, fields: {} }, NOON);
    expect((await wholeLog(store, { contact: ann })).at(-1)).toMatchObject({
      id: 'dlv_1',
      webhookName: 'Renamed',
      contact: { userNs: ann, label: 'Ann Example' },
    });
  });
});

describe('every page is one walk along one index', () => {
  const queries: [string, Partial<DeliveryQuery>, string][] = [
    ['everything', {}, 'SEARCH d USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
    ['a webhook', { webhookId: 'x' }, 'USING INDEX delivery_by_webhook (webhook=? AND rowid>? AND rowid<?)'],
    ['an outcome', { outcome: 'failed' }, 'USING INDEX delivery_by_outcome (outcome=? AND rowid>? AND rowid<?)'],
    ['what waits', { outcome: 'pending' }, 'USING INDEX delivery_pending (seq>? AND seq<?)'],
    [
      'a webhook and an outcome',
      { webhookId: 'x', outcome: 'failed' },
      'USING INDEX delivery_by_webhook_outcome (webhook=? AND outcome=? AND rowid>? AND rowid<?)',
    ],
    ['a contact', { contact: 'x' }, 'USING INDEX delivery_by_contact (contact=? AND rowid>? AND rowid<?)'],
    [
      'a contact, webhook, outcome and time',
      { contact: 'x', webhookId: 'x', outcome: 'failed', since: '2026-01-01T00:00:00.000Z' },
      'USING INDEX delivery_by_contact (contact=? AND rowid>? AND rowid<?)',
    ],
  ];

  test.each(queries)('%s', (_, query, walk) => {
    const [whole] = pageTexts(query);
    const plan = planOf(whole!);
    expect(plan[0]).toContain(walk);
    expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  test('RC3 a contact among the items of requests', () => {
    const [, byItem, ...more] = pageTexts({ contact: 'x', webhookId: 'x', outcome: 'failed' });
    const plan = planOf(byItem!);
    expect(plan[0]).toContain('USING COVERING INDEX delivery_item_by_contact (contact=? AND seq>? AND seq<?)');
    expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
    expect(more).toEqual([]);
  });
});

function planOf(text: string): string[] {
  const database = new Database(':memory:');
  migrate(database);
  const parameters = { webhook: 1, contact: 1, outcome: '', since: 0, until: 0, first: 0, last: 0, limit: 1 };
  const rows = database.prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(parameters);
  database.close();
  return rows.map(({ detail }) => detail);
}
