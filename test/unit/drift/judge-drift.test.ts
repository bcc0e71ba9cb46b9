import { expect, test } from 'vitest';
import { decideRequest } from '#engine/process/decide-request.ts';
import { countedOf } from '#engine/process/drift-words.ts';
import { dryRun } from '#engine/process/dry-run.ts';
import { driftOf, driftsIn, learn, type RowHistory } from '#engine/process/judge-drift.ts';
import type { FlowPlaces } from '#engine/process/read-places.ts';
import type { Drift } from '#shared/contract/drift.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { parseJson } from '#shared/json/parse-json.ts';

const FIELDS = [
  { key: 'start', name: 'Booking start', type: 'datetime' },
  { key: 'price', name: 'Price', type: 'number' },
  { key: 'tags', name: 'Tags', type: 'json' },
] as const;

/** A flow that reads the request itself. */
const FLOWS: FlowPlaces = new Map([['confirm', { name: 'Confirm', places: ['$.start', '$.tags[*].id', '$.none['] }]]);
const flowing = WebhookConfigSchema.parse({ flow: 'confirm' });

const times = (count: number, ...bodies: object[]) => Array.from({ length: count }, () => bodies).flat();
const mapped = (path: string, field = 'start') => WebhookConfigSchema.parse({ fields: [{ field, path }] });

/** What one request was told, by the code that works on requests. */
async function receiptsOf(body: object, config: WebhookConfig, flows: FlowPlaces = FLOWS): Promise<Receipt[]> {
  const text = JSON.stringify(body);
  const read = parseJson(text);
  if (!read.ok) throw new Error('The test speaks no JSON.');
  const parsed = { ok: true as const, format: 'json' as const, value: read.value, note: null };
  const people = { find: () => null, decidedBefore: () => null };
  const work = {
    parsed,
    config,
    configVersion: 1,
    fields: FIELDS,
    settings: SettingsSchema.parse({}),
    watch: { histories: new Map(), flows },
  };
  const { receipt, items } = await dryRun(decideRequest(work, people), people);
  return items === null ? [receipt] : items.receipts.map((item) => item.receipt);
}

interface Judged {
  /** Of the webhook, after all of them. */
  drifts: Drift[];
  /** Which requests showed one, counted from 1. */
  shownBy: number[];
}

async function judge(bodies: readonly object[], configOf: (index: number) => WebhookConfig): Promise<Judged> {
  const histories = new Map<string, RowHistory>();
  const shownBy: number[] = [];
  for (const [index, body] of bodies.entries()) {
    for (const receipt of await receiptsOf(body, configOf(index))) {
      const drifts = driftsIn(receipt, histories, countedOf(configOf(index)));
      if (drifts.length > 0) shownBy.push(index + 1);
      learn(histories, drifts.length > 0 ? { ...receipt, drifts } : receipt);
    }
  }
  const counted = countedOf(configOf(bodies.length - 1));
  return { drifts: [...histories.values()].flatMap((history) => driftOf(history, 'the last', counted) ?? []), shownBy };
}

interface Case {
  name: string;
  config: WebhookConfig;
  bodies: object[];
  sentences: string[];
  shownBy: number[];
}

const START = { start: '2026-03-02T09:00:00Z' };
const MOVED = { starts_at: '2026-03-02T09:00:00Z' };

const CASES: Case[] = [
  {
    name: 'a path that was always there and is not in the next request',
    config: mapped('$.start'),
    bodies: [...times(8, START), MOVED],
    sentences: ['Not found in the last request, before in all.'],
    shownBy: [9],
  },
  {
    name: 'a path that has been gone for several requests',
    config: mapped('$.start'),
    bodies: [...times(12, START), ...times(3, MOVED)],
    sentences: ['Found in none of the last 3 requests, before in all.'],
    shownBy: [13, 14, 15],
  },
  {
    name: 'a path that is still found now and then, after it was always there',
    config: mapped('$.start'),
    bodies: [...times(10, START), ...times(20, MOVED), START, ...times(10, MOVED), START, ...times(18, MOVED)],
    sentences: ['Found in 2 of the last 50 requests, before in all.'],
    shownBy: [...range(11, 30), ...range(32, 41), ...range(43, 60)],
  },
  {
    name: 'a path that came back',
    config: mapped('$.start'),
    bodies: [...times(10, START), ...times(2, MOVED), START],
    sentences: [],
    shownBy: [11, 12],
  },
  {
    name: 'too few requests before',
    config: mapped('$.start'),
    bodies: [...times(7, START), MOVED],
    sentences: [],
    shownBy: [],
  },
  {
    name: 'a path that was never there',
    config: mapped('$.nowhere'),
    bodies: times(30, START),
    sentences: [],
    shownBy: [],
  },
  {
    name: 'a path that was always rare',
    config: mapped('$.start'),
    bodies: [...times(3, START, ...times(15, MOVED)), ...times(80, MOVED)],
    sentences: [],
    shownBy: [],
  },
  {
    name: 'an optional path that is missing a few times in a row',
    config: mapped('$.start'),
    bodies: [...times(10, START, START, MOVED), MOVED, MOVED],
    sentences: [],
    shownBy: [],
  },
  {
    name: 'an optional path that is not there any more for long',
    config: mapped('$.start'),
    bodies: [...times(10, MOVED, START, START), ...times(7, MOVED)],
    sentences: ['Found in none of the last 7 requests, before in 20 of 30.'],
    shownBy: [37],
  },
  {
    name: 'a value that changes its type',
    config: mapped('$.price', 'price'),
    bodies: [...times(9, { price: 12 }), { price: '12.50' }],
    sentences: ['Text in the last request, before a number.'],
    shownBy: [10],
  },
  {
    name: 'a value that became a group of values',
    config: mapped('$.start'),
    bodies: [...times(9, START), ...times(2, { start: { iso: '2026-03-02T09:00:00Z' } })],
    sentences: ['A group of values in the last 2 requests, before text.'],
    shownBy: [10, 11],
  },
  {
    name: 'a value that is now a number, now a text',
    config: mapped('$.price', 'price'),
    bodies: times(12, { price: 12 }, { price: '12' }),
    sentences: [],
    shownBy: [],
  },
  {
    name: 'a value that was once of another type, and is so for good later',
    config: mapped('$.price', 'price'),
    bodies: [...times(9, { price: 12 }), ...times(3, { price: 'TBA' }), { price: 12 }, ...times(2, { price: '12.50' })],
    sentences: ['Text in the last 2 requests, before a number.'],
    shownBy: [10, 11, 12, 14, 15],
  },
  {
    name: 'a value that is of another type again and again',
    config: mapped('$.price', 'price'),
    bodies: [...times(9, { price: 12 }), ...times(6, { price: 'TBA' }, { price: 12 })],
    sentences: [],
    shownBy: [10, 12],
  },
  {
    name: 'null where there was a value: the path still leads somewhere',
    config: mapped('$.start'),
    bodies: [...times(10, START), ...times(5, { start: null })],
    sentences: [],
    shownBy: [],
  },
  {
    name: 'absent after null: the path leads nowhere any more',
    config: mapped('$.start'),
    bodies: [...times(10, { start: null }), MOVED],
    sentences: ['Not found in the last request, before in all.'],
    shownBy: [11],
  },
  {
    name: 'a list that is now longer, now shorter, under a path to all of its items',
    config: mapped('$.tags[*].id', 'tags'),
    bodies: times(6, { tags: [{ id: 1 }] }, { tags: [{ id: 1 }, { id: 2 }] }),
    sentences: [],
    shownBy: [],
  },
  {
    name: 'a list whose items have another name for it',
    config: mapped('$.tags[*].id', 'tags'),
    bodies: [...times(8, { tags: [{ id: 1 }] }), { tags: [{ key: 1 }] }],
    sentences: ['Not found in the last request, before in all.'],
    shownBy: [9],
  },
  {
    name: 'an identity slot',
    config: WebhookConfigSchema.parse({ identity: { email: '$.email' } }),
    bodies: [...times(8, { email: 'jane@mail.example' }), { mail: 'jane@mail.example' }],
    sentences: ['Not found in the last request, before in all.'],
    shownBy: [9],
  },
  {
    name: 'one contact per item: each of them counts',
    config: WebhookConfigSchema.parse({ itemsPath: '$.people', identity: { email: '$.people[*].email' } }),
    bodies: [
      ...times(2, { people: times(4, { email: 'jane@mail.example' }) }),
      { people: times(2, { mail: 'jane@mail.example' }) },
    ],
    sentences: ['Found in none of the last 2 items, before in all.'],
    shownBy: [3, 3],
  },
  {
    name: 'a place that the flow reads, and that is not in the next request',
    config: flowing,
    bodies: [...times(8, START), MOVED],
    sentences: ['Not found in the last request, before in all.'],
    shownBy: [9],
  },
  {
    name: 'a place that the flow reads, and that was there now and then',
    config: flowing,
    bodies: times(10, START, MOVED, MOVED),
    sentences: [],
    shownBy: [],
  },
  {
    name: 'a place that the flow reads, and that is of another kind',
    config: flowing,
    bodies: [...times(8, START), { start: { at: '2026-03-02T09:00:00Z' } }],
    sentences: ['A group of values in the last request, before text.'],
    shownBy: [9],
  },
  {
    name: 'a place that the flow reads in each of a list',
    config: flowing,
    bodies: [...times(8, { tags: [{ id: 1 }] }), ...times(2, { tags: [{ key: 1 }] })],
    sentences: ['Found in none of the last 2 requests, before in all.'],
    shownBy: [9, 10],
  },
  {
    name: 'a place that the flow reads in each item',
    config: WebhookConfigSchema.parse({ flow: 'confirm', itemsPath: '$.tags' }),
    bodies: [...times(4, { tags: times(2, { id: 1 }) }), { tags: times(2, { key: 1 }) }],
    sentences: ['Found in none of the last 2 items, before in all.'],
    shownBy: [5, 5],
  },
  {
    name: 'a flow that another webhook starts',
    config: WebhookConfigSchema.parse({ flow: 'other' }),
    bodies: [...times(8, START), MOVED],
    sentences: [],
    shownBy: [],
  },
  {
    name: 'a path with a fault tells nothing of the sender',
    config: mapped('$.start['),
    bodies: times(12, START),
    sentences: [],
    shownBy: [],
  },
];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

test.each(CASES)('PR5 drift: $name', async ({ config, bodies, sentences, shownBy }) => {
  const judged = await judge(bodies, () => config);
  expect(judged.drifts.map(({ sentence }) => sentence)).toEqual(sentences);
  expect(judged.shownBy).toEqual(shownBy);
});

test('after the owner changed a row, what was read with its former path does not count', async () => {
  const bodies = [...times(12, START), ...times(2, MOVED), ...times(3, {})];
  const { drifts } = await judge(bodies, (index) => mapped(index < 14 ? '$.start' : '$.starts_at'));
  expect(drifts).toEqual([]);
});

test('a drift is still one when the requests from before it are out of sight', async () => {
  const config = mapped('$.start');
  const histories = new Map<string, RowHistory>();
  const receipts: Receipt[] = [];
  for (const body of [...times(10, START), ...times(300, MOVED)]) {
    const [receipt] = await receiptsOf(body, config);
    const drifts = driftsIn(receipt!, histories, 'request');
    receipts.push({ ...receipt!, ...(drifts.length > 0 && { drifts }) });
    learn(histories, receipts.at(-1)!);
  }
  const later = new Map<string, RowHistory>();
  for (const receipt of receipts.slice(-50)) learn(later, receipt);
  const [drift] = [...later.values()].flatMap((history) => driftOf(history, 'the last', 'request') ?? []);
  expect(drift?.sentence).toBe('Found in none of the last 300 requests, before in all.');
});
