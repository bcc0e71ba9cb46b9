import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { EventHub } from '#engine/events.ts';
import { SearchLoop } from '#engine/process/search-loop.ts';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import {
  accept,
  itemsWork,
  KEEP_ALL,
  NOON,
  newDelivery,
  settlementOf,
  upsertByEmail,
  webhookOf,
  wholeLog,
  work,
} from './made-up-rows.ts';
import { changeDatabase, type TemporaryStore, temporaryStore } from './temporary-store.ts';

const DAY_MS = 86_400_000;

async function opened(): Promise<TemporaryStore> {
  const temporary = await temporaryStore();
  await temporary.store.webhooks.create(webhookOf('whk_a'));
  await temporary.store.webhooks.create(webhookOf('whk_b'));
  return temporary;
}

function loopOver({ clock }: TemporaryStore, store: LocalStore, isBusy = () => false) {
  const faults: string[] = [];
  const hub = new EventHub('run');
  const loop = new SearchLoop({ store, hub, clock, isBusy, log: (_, event) => void faults.push(event) });
  onTestFinished(() => loop.stop());
  return { loop, faults };
}

function json(id: string, payload: unknown, change: Partial<NewDelivery> = {}): NewDelivery {
  return newDelivery(id, { body: Buffer.from(JSON.stringify(payload)), ...change });
}

const refused: Partial<NewDelivery> = { settled: { outcome: 'refused', reason: null, sentence: 'It was refused.' } };

async function found(store: LocalStore, text: string, query = {}): Promise<string[]> {
  return (await wholeLog(store, { text, ...query })).map(({ id }) => id);
}

/** One request with this payload, indexed. */
async function storeSaying(payload: unknown, change: Partial<NewDelivery> = {}) {
  const temporary = await opened();
  await accept(temporary.store, json('dlv_1', payload, { ...refused, ...change }), json('dlv_2', {}, refused));
  const { loop, faults } = loopOver(temporary, temporary.store);
  await loop.idle();
  expect(faults).toEqual([]);
  return { ...temporary, loop };
}

const SAYS = {
  name: 'José Müller-Ñandú',
  phone: '+44 (0)117 496 0123',
  other: '020 7946 0456',
  email: 'Ana.Maria+shop@mail.example',
  order: { number: 100045, ref: 'ORD-2026/77', total: '1.50' },
  note: '予約確認 at 東京タワー',
  script: 'เชียงใหม่',
  when: '2026-11-25 10:30',
  inside: '{"who":"Zo\\u00eb"}',
};

test('LG2 a request is found by what an owner types of its values, in any notation', async () => {
  const { store } = await storeSaying(SAYS);
  const words = [
    ...['José', 'jose', 'JOS', 'muller', 'Müller', 'MÜLLER-ÑANDÚ', 'nandu', 'muller jose'],
    ...['+44 117 496 0123', '0117 496 0123', '01174960123', '(0117) 4960123', '441174960123', '00441174960123'],
    ...['+44 (0)117-496-0123', 'jose 0117 496 0123', '+44 20 7946 0456', '020 7946 0456', '02079460456', '2079460456'],
    ...['ana.maria+shop@mail.example', 'ana.maria', 'maria', 'mail.example', 'ANA.MARIA+SHOP@MAIL'],
    ...['100045', '10004', 'ORD-2026/77', 'ord-2026', '1.50', '2026-11-25', '10:30', '１０００４５'],
    ...['予約確認', '予約', '確認', '東京', 'タワー', 'เชียงใหม่', 'Zoë', 'zoe'],
  ];
  const missed = [];
  for (const word of words) if (!(await found(store, word)).includes('dlv_1')) missed.push(word);
  expect(missed).toEqual([]);
});

test('LG2 a beginning finds all words that go on from it, however many there are', async () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `anna${index + 100}`);
  const { store } = await storeSaying({ few: names(3), many: names(100), one: 'berta (club-harbour)' });
  for (const text of ['ann', 'anna1', 'anna10', 'anna102', 'anna199', 'bert', 'club-harb', 'ann club-har (bert'])
    expect(await found(store, text), text).toEqual(['dlv_1']);
  for (const text of ['anna2', 'annab', 'club-bert', 'harb club-ann'])
    expect(await found(store, text), text).toEqual([]);
});

test('LG2 what is not in it does not find it', async () => {
  const { store } = await storeSaying(SAYS);
  const words = [
    ...['joseph', 'jose smith', '0117 496 0124', 'ana.mario', '100046', '約予', 'name', 'phone'],
    ...['ose', '45', '🎉', '%', '"', '*', '()', '@', '---'],
  ];
  const wrong = [];
  for (const word of words) if ((await found(store, word)).length > 0) wrong.push(word);
  expect(wrong).toEqual([]);
});

test('LG2 nothing that is typed is an error, or an operator', async () => {
  const { store } = await storeSaying(SAYS);
  const typed = [
    ...[
      '"',
      '""',
      '"jose',
      'jose"',
      "jose'",
      'jose*',
      '*',
      '^jose',
      'jose AND',
      'AND',
      'NOT jose',
      'jose OR smith',
      'NEAR(jose',
    ],
    ...[
      'NEAR(jose muller, 1)',
      'payload:jose',
      'people : jose',
      '{payload}:jose',
      '-jose',
      '+jose',
      '(',
      ')',
      '((jose)',
    ],
    ...['jose + muller', "';--", '\\', '\0', 'jose\0', '\ud800', 'x'.repeat(200), '0'.repeat(200), '" OR "jose'],
  ];
  for (const text of typed)
    await expect(store.deliveries.page({ limit: 3, text }), text).resolves.toMatchObject({ nextCursor: null });
  expect(await found(store, 'NOT smith')).toEqual([]);
  expect(await found(store, 'jose OR smith')).toEqual([]);
});

test('LG2 forms, parts, XML, texts and addresses are found by what they say; a file by its name alone', async () => {
  const temporary = await opened();
  const { store } = temporary;
  const of = (id: string, contentType: string, body: string, change: Partial<NewDelivery> = {}) =>
    newDelivery(id, {
      contentType,
      headers: [['content-type', contentType]],
      body: Buffer.from(body),
      ...refused,
      ...change,
    });
  const part = (head: string, body: string) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  await accept(
    store,
    of('dlv_form', 'application/x-www-form-urlencoded', 'who=Fiona+Harbour&city=M%C3%BCnchen'),
    of(
      'dlv_parts',
      'multipart/form-data; boundary=b',
      `${part('name="who"', 'Petra Quay')}${part('name="f"; filename="plan.pdf"', 'inner words')}--b--\r\n`,
    ),
    of('dlv_xml', 'application/xml', '<a who="Xenia"><b>Caf&#233; Nero</b></a>'),
    of('dlv_text', 'text/plain', 'Plain Tilda'),
    of('dlv_query', '', '', { query: 'who=Query%20Quinn', body: Buffer.alloc(0) }),
    of('dlv_broken', 'application/json', '{"who": "Brokenly'),
  );
  const { loop } = loopOver(temporary, store);
  await loop.idle();
  const cases: [string, string[]][] = [
    ['fiona harbour', ['dlv_form']],
    ['munchen', ['dlv_form']],
    ['petra', ['dlv_parts']],
    ['plan.pdf', ['dlv_parts']],
    ['inner', []],
    ['xenia', ['dlv_xml']],
    ['café nero', ['dlv_xml']],
    ['tilda', ['dlv_text']],
    ['query quinn', ['dlv_query']],
    ['brokenly', ['dlv_broken']],
  ];
  for (const [text, expected] of cases)
    expect({ text, ids: await found(store, text) }).toEqual({ text, ids: expected });
});

test('LG2 a request is found by the people it is about, as they are called now', async () => {
  const temporary = await opened();
  const { store, clock } = temporary;
  await accept(store, json('dlv_1', { nothing: 'here' }), json('dlv_2', { nothing: 'here' }));
  const person = (email: string) => upsertByEmail(email, {});
  await store.deliveries.settle(
    [work(1, person('ann@example.com')), itemsWork(2, [person('ann@example.com'), person('bob@example.com')])],
    NOON,
  );
  const { loop } = loopOver(temporary, store);
  await loop.idle();
  expect(await found(store, 'ann@example.com')).toEqual(['dlv_2', 'dlv_1']);
  expect(await found(store, 'bob@example.com here')).toEqual(['dlv_2']);

  const ann = store.contacts.find('email', 'ann@example.com')!.userNs;
  await store.contacts.update(ann, { identifiers: {}, profile: { name: 'Annabel Quayside' }, fields: {} }, NOON);
  clock.advance(10_000);
  await loop.idle();
  expect(await found(store, 'quayside')).toEqual(['dlv_2', 'dlv_1']);
  expect(await found(store, ann)).toEqual(['dlv_2', 'dlv_1']);
  await store.contacts.delete(ann, NOON);
  await loop.idle();
  expect(await found(store, 'quayside')).toEqual([]);
});

test('LG2 words go with every other filter, page by page, newest first', async () => {
  const temporary = await opened();
  const { store } = temporary;
  for (let number = 1; number <= 12; number += 1) {
    const webhookId = number % 2 === 1 ? 'whk_b' : 'whk_a';
    await accept(
      store,
      json(
        `dlv_${number}`,
        { say: number % 3 === 0 ? 'harbour' : 'quay' },
        { webhookId, receivedAt: NOON + number * 3_600_000 },
      ),
    );
  }
  await store.deliveries.settle(
    [...Array(10).keys()].map((index) =>
      work(index + 1, index < 6 ? upsertByEmail('ann@example.com', {}) : () => settlementOf('unidentified')),
    ),
    NOON,
  );
  const { loop } = loopOver(temporary, store);
  await loop.idle();
  const ann = store.contacts.find('email', 'ann@example.com')!.userNs;
  const ids = (...numbers: number[]) => numbers.map((number) => `dlv_${number}`);
  expect(await found(store, 'quay')).toEqual(ids(10, 8, 7, 5, 4, 2, 1));
  expect(await found(store, 'quay', { limit: 1 })).toEqual(ids(10, 8, 7, 5, 4, 2, 1));
  expect(await found(store, 'quay', { webhookId: 'whk_a' })).toEqual(ids(10, 8, 4, 2));
  expect(await found(store, 'quay', { outcome: 'unidentified' })).toEqual(ids(10, 8, 7));
  expect(await found(store, 'quay', { contact: ann })).toEqual(ids(5, 4, 2, 1));
  expect(await found(store, 'harbour', { contact: ann, webhookId: 'whk_b' })).toEqual(ids(3));
  const since = new Date(NOON + 5 * 3_600_000).toISOString();
  expect(await found(store, 'quay', { since })).toEqual(ids(10, 8, 7, 5));
});

test('LG2 what waits for its work is found when it has its outcome; a body with far too much is cut', async () => {
  const temporary = await opened();
  const { store } = temporary;
  const much = Array.from({ length: 20_000 }, (_, index) => `word${index}`);
  await accept(store, json('dlv_1', { first: 'harbour', much, last: 'lighthouse' }));
  const { loop } = loopOver(temporary, store);
  await loop.idle();
  expect(await found(store, 'harbour')).toEqual([]);
  expect(await store.search.behind()).toBe(1);
  await store.deliveries.settle([work(1, () => settlementOf('unidentified'))], NOON);
  await loop.idle();
  expect(await found(store, 'harbour')).toEqual(['dlv_1']);
  expect(await found(store, 'lighthouse')).toEqual([]);
  expect(await store.search.behind()).toBe(0);
});

test('LG2 work on requests goes first, and indexing goes on where a crash left it', async () => {
  const temporary = await opened();
  let isBusy = true;
  const { loop } = loopOver(temporary, temporary.store, () => isBusy);
  for (let number = 1; number <= 30; number += 1)
    await accept(temporary.store, json(`dlv_${number}`, { say: 'harbour' }, refused));
  await loop.idle();
  expect(await temporary.store.search.behind()).toBe(30);
  isBusy = false;
  // One slice, then the process is gone.
  const work = await temporary.store.search.next(8);
  await temporary.store.search.put(work.map(({ seq }) => ({ seq, texts: ['harbour'], hadBody: true })));
  await loop.stop();
  const store = await temporary.reopen();
  expect(await store.search.behind()).toBe(22);
  await loopOver(temporary, store).loop.idle();
  expect(await found(store, 'harbour')).toHaveLength(30);
});

test('LG2 a slice is one segment of the index, new requests and changed ones together, and segments stay few', async () => {
  const { store, dir } = await opened();
  const segments = () => {
    let count: unknown;
    changeDatabase(dir, (database) => {
      count = database.prepare('SELECT count(DISTINCT segid) FROM delivery_search_idx').pluck().get();
    });
    return count;
  };
  const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `dlv_${from + n}`);
  const take = (from: number, to: number) =>
    accept(store, ...ids(from, to).map((id) => json(id, { note: `${id} ${'x'.repeat(200)}` }, refused)));
  const put = async () => {
    const all = await store.search.next(64);
    await store.search.put(all.map(({ seq }) => ({ seq, texts: [`word ${seq}`], hadBody: false })));
    return all.map(({ seq }) => seq);
  };
  await take(0, 20);
  await put();
  expect(segments()).toBe(1);

  changeDatabase(dir, (database) =>
    database.exec('INSERT INTO search_again SELECT seq FROM delivery ORDER BY seq LIMIT 10'),
  );
  await take(20, 40);
  const seqs = await put();
  expect(seqs).toHaveLength(30);
  expect(seqs).not.toEqual(seqs.toSorted((one, other) => one - other));
  expect(segments()).toBe(2);

  for (let round = 0; round < 20; round += 1) {
    await take(40 + round, 41 + round);
    await put();
    while (await store.search.merge());
  }
  expect(segments()).toBeLessThan(8);
});

test('LG3 a deleted body takes its words with it, a deleted request everything; people stay findable until then', async () => {
  const temporary = await opened();
  const { store } = temporary;
  await accept(store, json('dlv_1', { say: 'harbour' }));
  await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', {}))], NOON);
  const { loop } = loopOver(temporary, store);
  await loop.idle();
  const keep = KEEP_ALL;
  await store.care.deleteOld({ ...keep, bodiesSince: NOON + DAY_MS });
  await loop.idle();
  expect(await found(store, 'harbour')).toEqual([]);
  expect(await found(store, 'ann@example.com')).toEqual(['dlv_1']);
  await store.care.deleteOld({ ...keep, deliveriesSince: NOON + DAY_MS });
  await loop.idle();
  expect(await found(store, 'ann@example.com')).toEqual([]);
  expect(await store.search.behind()).toBe(0);
});

test.each([
  ['for the first time', false],
  ['anew, since its contact is called otherwise now', true],
])('LG3 a body that is deleted while it is read to be indexed %s takes its words with it', async (_, isAnew) => {
  const temporary = await opened();
  const { store } = temporary;
  await accept(store, json('dlv_1', { say: 'harbour' }));
  await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', {}))], NOON);
  const { loop } = loopOver(temporary, store);
  if (isAnew) {
    await loop.idle();
    const { userNs } = store.contacts.find('email', 'ann@example.com')!;
    await store.contacts.update(userNs, { identifiers: {}, profile: { name: 'Ann' }, fields: {} }, NOON);
  }
  const [read] = await store.search.next(10);
  expect(read).toMatchObject({ seq: 1, hasBody: true });
  const keep = { ...KEEP_ALL, bodiesSince: NOON + DAY_MS };
  await store.care.deleteOld(keep);
  await store.search.put([{ seq: 1, texts: ['harbour'], hadBody: true }]);
  expect(await found(store, 'harbour')).toEqual([]);
  await loop.idle();
  expect(await found(store, 'harbour')).toEqual([]);
  // By whom it is about it is still found.
  expect(await found(store, 'ann@example.com')).toEqual(['dlv_1']);
  expect(await store.search.behind()).toBe(0);
});

test('LG3 whoever is erased leaves the index at once, and its file as well', async () => {
  const temporary = await opened();
  const { store, dir } = temporary;
  await accept(store, json('dlv_1', { say: 'zanzibarquay' }), json('dlv_2', { say: 'harbour' }));
  await store.deliveries.settle(
    [work(1, upsertByEmail('ann@example.com', {})), work(2, upsertByEmail('bob@example.com', {}))],
    NOON,
  );
  const { loop } = loopOver(temporary, store);
  await loop.idle();
  expect(await found(store, 'zanzibarquay')).toEqual(['dlv_1']);
  const ann = store.contacts.find('email', 'ann@example.com')!.userNs;
  const { pk } = (await store.erasure.person(ann))!;
  const plan = {
    openFrom: 3,
    requests: [{ seq: 1, receipt: null }],
    values: [],
    elsewhere: [],
    samples: [],
    addresses: [],
    replaceBackups: false,
  };
  await store.erasure.commit(pk, plan, () => null, NOON);
  expect(await found(store, 'zanzibarquay')).toEqual([]);
  expect(await found(store, 'ann@example.com')).toEqual([]);
  // Of prefixes that terms share only the rest is written, hence `nzibarquay`.
  await store.erasure.finish([]);
  await store.close();
  expect(readFileSync(join(dir, 'fieldhook.db')).toString('latin1')).not.toContain('nzibarquay');
  const again = await temporary.reopen();
  expect(await found(again, 'harbour')).toEqual(['dlv_2']);
});

test('LG2 a request of a webhook that was put back is found, whatever was indexed meanwhile', async () => {
  const temporary = await storeSaying({ name: 'Ann', email: 'ann@example.com', where: 'harbour' });
  const { store, loop } = temporary;
  await accept(store, json('dlv_3', { where: 'lighthouse' }, refused));
  await store.webhooks.delete('whk_a', NOON);
  loop.poke();
  await loop.idle();
  await store.webhooks.putBack('whk_a', NOON);
  loop.poke();
  await loop.idle();
  expect(await found(store, 'harbour')).toEqual(['dlv_1']);
  expect(await found(store, 'lighthouse')).toEqual(['dlv_3']);
});

describe('LG3 what is private now', () => {
  const config = (change: Partial<WebhookConfig>) => WebhookConfigSchema.parse(change);
  const DIAGNOSIS = { field: 'diagnosis', path: '$.finding', pattern: null };

  /** Ann, of whom one request is known; another one is somebody’s. Indexed. */
  async function clinic(rows: Partial<WebhookConfig> = { fields: [DIAGNOSIS] }, isPrivate = false) {
    const temporary = await opened();
    const { store } = temporary;
    const at = NOON;
    await store.fields.create({ name: 'Diagnosis', type: 'text', isPrivate, at });
    await store.fields.create({ name: 'Colour', type: 'text', isPrivate: false, at });
    await store.webhooks.update('whk_a', { config: config(rows), at });
    await accept(store, json('dlv_1', { finding: 'glaucoma', where: 'harbour' }));
    await accept(store, json('dlv_2', { finding: 'glaucoma' }, { ...refused, webhookId: 'whk_b' }));
    await store.deliveries.settle([work(1, upsertByEmail('ann@example.com', {}))], NOON);
    const { loop } = loopOver(temporary, store);
    await loop.idle();
    return { store, loop };
  }

  const hide = (store: LocalStore, isPrivate = true) => store.fields.update('diagnosis', { isPrivate });

  test('finds no request from that moment on, which is found by its people, and by the rest when it is indexed anew', async () => {
    const { store, loop } = await clinic();
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2', 'dlv_1']);
    await hide(store);
    for (const text of ['glaucoma', 'glauc', 'ann@example.com glaucoma'])
      expect(await found(store, text), text).toEqual(text.startsWith('ann') ? [] : ['dlv_2']);
    expect(await found(store, 'ann@example.com')).toEqual(['dlv_1']);
    expect(await found(store, 'ann@example.com', { webhookId: 'whk_a' })).toEqual(['dlv_1']);
    // Queued, and not indexed yet.
    await store.search.next(1);
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2']);
    await loop.idle();
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2']);
    expect(await found(store, 'ann@example.com harbour')).toEqual(['dlv_1']);
    expect(await store.search.behind()).toBe(0);
    await hide(store, false);
    await loop.idle();
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2', 'dlv_1']);
  });

  test('finds no request again from the moment when a private field was put back, whatever was indexed meanwhile', async () => {
    const { store, loop } = await clinic({ fields: [DIAGNOSIS] }, true);
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2']);
    await store.fields.delete('diagnosis', true, NOON);
    await loop.idle();
    await accept(store, json('dlv_3', { finding: 'glaucoma' }));
    await store.deliveries.settle([work(3, upsertByEmail('ann@example.com', {}))], NOON);
    await loop.idle();
    await store.fields.putBack('diagnosis', NOON);
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2']);
    await loop.idle();
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2']);
    expect(await found(store, 'ann@example.com harbour')).toEqual(['dlv_1']);
  });

  test('is in the index no more where it became private while its request was read', async () => {
    const { store, loop } = await clinic();
    await accept(store, json('dlv_3', { finding: 'glaucoma' }, refused));
    const [taken] = await store.search.next(8);
    await hide(store);
    await store.search.put([{ seq: taken!.seq, texts: ['glaucoma'], hadBody: true }]);
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2']);
    await loop.idle();
    expect(await found(store, 'glaucoma')).toEqual(['dlv_2']);
  });

  test('LG2 is indexed anew behind new requests, a few of its own with each of their slices', async () => {
    const { store } = await clinic();
    await accept(store, ...Array.from({ length: 20 }, (_, index) => json(`dlv_${index + 3}`, {}, refused)));
    await hide(store);
    expect((await store.search.next(1)).map(({ seq }) => seq)).toEqual([3]);
    expect((await store.search.next(8)).map(({ seq }) => seq)).toEqual([3, 4, 5, 6, 7, 8, 9, 1]);
  });

  const changes: Record<string, { before?: Partial<WebhookConfig>; after: Partial<WebhookConfig>; hides: boolean }> = {
    'another path': { after: { fields: [{ ...DIAGNOSIS, path: '$.where' }] }, hides: true },
    'a row that was not there': { before: {}, after: { fields: [DIAGNOSIS] }, hides: true },
    'a row that is gone': { after: {}, hides: true },
    'a second row': { after: { fields: [DIAGNOSIS, { ...DIAGNOSIS, path: '$.where' }] }, hides: true },
    'a row that is an open field’s now': { after: { fields: [{ ...DIAGNOSIS, field: 'colour' }] }, hides: true },
    'the whole payload': { after: { fields: [DIAGNOSIS], payloadField: 'diagnosis' }, hides: true },
    'the whole payload no more': {
      before: { payloadField: 'diagnosis' },
      after: {},
      hides: true,
    },
    'the whole payload in another field': { after: { fields: [DIAGNOSIS], payloadField: 'colour' }, hides: true },
    'a row of an open field': {
      after: { fields: [DIAGNOSIS, { ...DIAGNOSIS, field: 'colour', path: '$.where' }] },
      hides: false,
    },
    'nothing of the rows': { after: { fields: [DIAGNOSIS], itemsPath: '$.list' }, hides: false },
  };

  test.each(Object.entries(changes))('is looked for anew after a change of the webhook: %s', async (_, change) => {
    const { store, loop } = await clinic(change.before, true);
    expect(await found(store, 'ann@example.com')).toEqual(['dlv_1']);
    const words = (await found(store, 'harbour')).length;
    await store.webhooks.update('whk_a', { config: config(change.after), at: NOON });
    expect(await found(store, 'harbour')).toHaveLength(change.hides ? 0 : words);
    await store.search.next(1);
    expect(await store.search.behind()).toBe(change.hides ? 1 : 0);
    await loop.idle();
    expect(await found(store, 'ann@example.com')).toEqual(['dlv_1']);
  });
});
