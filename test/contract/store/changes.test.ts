import { describe, expect, test } from 'vitest';
import { erasePerson } from '#engine/process/erase-person.ts';
import type { ContactEdit } from '#engine/store/port/contact-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { type Contact, MAX_EARLIER_VALUES } from '#shared/contract/contact.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { progressOf, startingFlow } from './made-up-flows.ts';
import { accept, NOON, newDelivery, personWrite, settlementOf, webhookOf, work } from './made-up-rows.ts';
import { changeDatabase, temporaryStore } from './temporary-store.ts';

const at = (time: number) => new Date(time).toISOString();
const id = (value: string) => ({ value, raw: value });
const NONE = { identifiers: {}, profile: {}, fields: {} };

async function person(store: LocalStore, email: string): Promise<Contact> {
  const made = await store.contacts.create(personWrite(email, {}), NOON);
  if ('taken' in made) throw new Error(`${made.taken} is taken`);
  return made;
}

const edit = (store: LocalStore, { userNs }: Contact, change: Partial<ContactEdit>, time: number) =>
  store.contacts.update(userNs, { ...NONE, ...change }, time);
const changes = async (store: LocalStore, { userNs }: Pick<Contact, 'userNs'>) =>
  (await store.contacts.history(userNs))!.changes;
const said = async (store: LocalStore, of: Pick<Contact, 'userNs'>) =>
  (await changes(store, of)).map(({ what, before, after, by }) => `${by} ${what}: ${before} → ${after}`);

describe('LG3 what changed in identifiers, names and tags', () => {
  test('is kept with when and by what: a request with its webhook, a flow, an import, by hand', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
    await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({}), at: NOON });
    const ann = await person(store, 'ann@example.com');
    const { userNs } = ann;
    await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2'));
    const write = { kind: 'update' as const, userNs, ...NONE, profile: { name: 'Ann' } };
    await store.deliveries.settle([work(1, () => settlementOf('processed', write))], NOON + 1);
    const plan = () => progressOf({ tags: [{ tag: 'regular', action: 'add' }] });
    await store.deliveries.settle([work(2, startingFlow('ann@example.com', plan))], NOON + 2);
    const imported = { ...write, profile: { name: 'Ann Lee' }, tags: { add: ['vip', 'regular'] } };
    await store.contacts.writeEach([imported], (one) => ({ write: one }), { importId: 'imp_1', at: NOON + 3 });
    await edit(store, ann, { identifiers: { phone: id('+61491570156') }, tags: { remove: ['vip'] } }, NOON + 4);
    await edit(store, ann, { identifiers: { phone: null } }, NOON + 5);
    expect(await said(store, ann)).toEqual([
      'hand phone: +61491570156 → null',
      'hand tag: vip → null',
      'hand phone: null → +61491570156',
      'import tag: null → vip',
      'import name: Ann → Ann Lee',
      'flow tag: null → regular',
      `request name: ${ann.name} → Ann`,
    ]);
    const all = await changes(store, ann);
    expect(all.at(-1)).toMatchObject({
      deliveryId: 'dlv_1',
      webhookName: 'Bookings',
      flowName: null,
      importId: null,
      at: at(NOON + 1),
    });
    expect(all.at(-2)).toMatchObject({ flowName: 'Reminder', deliveryId: null });
    expect((await store.contacts.get(userNs))?.tags).toEqual(['regular']);
    expect(await store.contacts.tags(10)).toEqual(['regular']);
  });

  test('is nothing where nothing changes, and at most the latest 20 of each', async () => {
    const { store, dir } = await temporaryStore();
    const ann = await person(store, 'ann@example.com');
    await edit(store, ann, { profile: { name: ann.name }, tags: { remove: ['nobody'] } }, NOON + 1);
    expect(await changes(store, ann)).toEqual([]);
    await edit(store, ann, { profile: { lastName: 'Lee' } }, NOON);
    for (let turn = 1; turn <= 30; turn += 1) await edit(store, ann, { profile: { name: `A${turn}` } }, NOON + turn);
    const all = await changes(store, ann);
    expect(all.filter(({ what }) => what === 'name').map(({ after }) => after)).toEqual(
      Array.from({ length: MAX_EARLIER_VALUES }, (_, n) => `A${30 - n}`),
    );
    expect(all.at(-1)).toMatchObject({ what: 'lastName', after: 'Lee' });
    changeDatabase(dir, (database) => {
      expect(database.prepare('SELECT count(*) FROM contact_change').pluck().get()).toBe(MAX_EARLIER_VALUES + 1);
    });
  });

  test('goes with a merge, which is one of them, and comes back when that is undone; so do tags', async () => {
    const { store } = await temporaryStore();
    const [ann, bob] = [await person(store, 'ann@example.com'), await person(store, 'bob@example.com')];
    await edit(store, ann, { profile: { name: 'Ann' }, tags: { add: ['both', 'hers'] } }, NOON + 1);
    await edit(store, bob, { identifiers: { phone: id('+61491570156') }, tags: { add: ['both', 'his'] } }, NOON + 2);
    const before = [await said(store, ann), await said(store, bob)];
    const take = { slots: [], fields: [] };
    const answer = await store.contacts.merge(ann.userNs, bob.userNs, { take, at: NOON + 3, dryRun: false });
    if (answer === 'not-found' || answer.merge === null) throw new Error('not merged');
    expect((await store.contacts.get(ann.userNs))?.tags).toEqual(['both', 'hers', 'his']);
    expect(await said(store, ann)).toEqual(['merge phone: null → +61491570156', ...before[1]!, ...before[0]!]);
    await store.contacts.undoMerge(answer.merge.id, NOON + 4);
    expect(await said(store, bob)).toEqual(before[1]);
    expect(await said(store, ann)).toEqual([
      'unmerge phone: +61491570156 → null',
      'merge phone: null → +61491570156',
      ...before[0]!,
    ]);
    expect((await store.contacts.get(ann.userNs))?.tags).toEqual(['both', 'hers']);
    expect((await store.contacts.get(bob.userNs))?.tags).toEqual(['both', 'his']);
  });

  test('is erased with the person, and where it names them at others, who are told so', async () => {
    const { store, dir, clock } = await temporaryStore();
    const [jane, bob] = [await person(store, 'jane.doe@example.com'), await person(store, 'bob@example.com')];
    await edit(store, jane, { profile: { name: 'Jane' }, tags: { add: ['vip'] } }, NOON + 1);
    await edit(store, bob, { profile: { name: 'for jane.doe@example.com' } }, NOON + 1);
    await edit(store, bob, { profile: { name: 'Bob', lastName: 'of jane.doe@example.com' } }, NOON + 2);
    const wish = { dryRun: false, backups: 'keep' as const };
    expect(await erasePerson(store, jane.userNs, wish, () => clock.now())).toMatchObject({
      report: { isWiped: true, counts: { elsewhere: 3, otherValues: 1 } },
    });
    expect(await said(store, bob)).toEqual([
      'erasure lastName: null → null',
      'erasure name: null → null',
      'erasure lastName: null → null',
      'erasure name: null → null',
    ]);
    changeDatabase(dir, (database) => {
      const left = database.prepare(
        'SELECT count(*) FROM contact_change WHERE before IS NOT NULL OR after IS NOT NULL',
      );
      expect(left.pluck().get()).toBe(0);
    });
  });
});

describe('EX4 undoing an import', () => {
  async function withImport() {
    const opened = await temporaryStore();
    const { store } = opened;
    await store.webhooks.create(webhookOf('whk_a'));
    await store.fields.create({ name: 'Size', type: 'text', at: NOON });
    const [ann, bob] = [await person(store, 'ann@example.com'), await person(store, 'bob@example.com')];
    await edit(store, ann, { fields: { size: { text: 'M', original: 'm' } }, tags: { add: ['old'] } }, NOON + 1);
    const of = ({ userNs }: Contact, name: string) => ({
      ...{
        kind: 'update' as const,
        userNs,
        identifiers: { phone: id(`+6149157015${name.length}`) },
        profile: { name },
      },
      fields: { size: { text: 'L', original: null } },
      tags: { add: ['old', 'new'] },
    });
    const writes = [
      of(ann, 'Ann2'),
      of(bob, 'Bob'),
      personWrite('cid@example.com', {}),
      personWrite('dora@example.com', {}),
    ];
    await store.contacts.writeEach(writes, (write) => ({ write }), { importId: 'imp_1', at: NOON + 2 });
    const detail = async ({ userNs }: Pick<Contact, 'userNs'>) => (await store.contacts.get(userNs))!;
    return { ...opened, store, ann, bob, detail };
  }
  const undo = (store: LocalStore) => store.contacts.undoImport('imp_1', 50, NOON + 10);

  test('takes away whom it made, and puts back what it replaced or filled in', async () => {
    const { store, ann, bob, detail } = await withImport();
    expect(await store.contacts.pastImports()).toEqual([
      { id: 'imp_1', at: at(NOON + 2), created: 2, changed: 2, left: 4, undoneAt: null },
    ]);
    expect(await undo(store)).toEqual({ rows: 4, removed: 2, stayed: 0, putBack: 2, partly: 0 });
    expect(await detail(ann)).toMatchObject({
      ...{ name: ann.name, phone: null, tags: ['old'] },
      fields: { size: { text: 'M', original: 'm', by: 'import-undo' } },
    });
    expect(await detail(bob)).toMatchObject({ name: bob.name, phone: null, tags: [], fields: {} });
    expect((await store.contacts.page({ limit: 10 })).total).toBe(2);
    expect(await store.contacts.pastImport('imp_1')).toMatchObject({ left: 0, undoneAt: at(NOON + 10) });
    expect(await undo(store)).toMatchObject({ rows: 0 });
  });

  test('leaves what was changed again, who was used, and an identifier that somebody else has by now', async () => {
    const { store, ann, bob, detail } = await withImport();
    await edit(store, ann, { profile: { name: 'Ann Lee' } }, NOON + 3);
    await accept(store, newDelivery('dlv_1'));
    const cid = store.contacts.find('email', 'cid@example.com')!;
    const again = { kind: 'update' as const, userNs: cid.userNs, ...NONE };
    await store.deliveries.settle([work(1, () => settlementOf('processed', again))], NOON + 4);
    expect(await undo(store)).toEqual({ rows: 4, removed: 1, stayed: 1, putBack: 1, partly: 1 });
    expect(await detail(ann)).toMatchObject({ name: 'Ann Lee', phone: null, fields: { size: { text: 'M' } } });
    expect(await detail(bob)).toMatchObject({ name: bob.name });
    expect(await detail(cid)).toMatchObject({ requests: 1 });
  });

  test('a value goes back only where nobody else has it by now', async () => {
    const { store } = await temporaryStore();
    const ann = await person(store, 'ann@example.com');
    await edit(store, ann, { identifiers: { phone: id('+61491570156') } }, NOON + 1);
    const write = { kind: 'update' as const, userNs: ann.userNs, ...NONE, identifiers: { phone: id('+61491570157') } };
    await store.contacts.writeEach([write], (one) => ({ write: one }), { importId: 'imp_1', at: NOON + 2 });
    const eve = await person(store, 'eve@example.com');
    await edit(store, eve, { identifiers: { phone: id('+61491570156') } }, NOON + 3);
    expect(await undo(store)).toMatchObject({ rows: 1, stayed: 1 });
    expect((await store.contacts.get(ann.userNs))?.phone).toBe('+61491570157');
  });

  test('two rows about one person are undone as one', async () => {
    const { store } = await temporaryStore();
    const ann = await person(store, 'ann@example.com');
    const named = (name: string) => ({ kind: 'update' as const, userNs: ann.userNs, ...NONE, profile: { name } });
    await store.contacts.writeEach([named('A'), named('B')], (one) => ({ write: one }), {
      importId: 'imp_1',
      at: NOON,
    });
    expect(await store.contacts.pastImport('imp_1')).toMatchObject({ changed: 1, left: 1 });
    expect(await undo(store)).toMatchObject({ rows: 1, putBack: 1 });
    expect((await store.contacts.get(ann.userNs))?.name).toBe(ann.name);
  });

  test('LG3 is not possible any more once somebody was erased, or it is too long ago', async () => {
    const { store, clock, ann, dir } = await withImport();
    await store.contacts.writeEach([personWrite('eve@example.com', {})], (write) => ({ write }), {
      ...{ importId: 'imp_2', at: NOON + 9 },
    });
    await store.care.deleteOld({
      ...{ bodiesSince: 0, bodyBytes: Number.MAX_SAFE_INTEGER, deliveriesSince: 0, messagesSince: 0, startsSince: 0 },
      importsSince: NOON + 5,
    });
    expect(await store.contacts.pastImports()).toMatchObject([{ id: 'imp_2' }]);
    await erasePerson(store, ann.userNs, { dryRun: false, backups: 'keep' }, () => clock.now());
    expect(await store.contacts.pastImports()).toEqual([]);
    changeDatabase(dir, (database) => {
      expect(database.prepare('SELECT count(*) FROM contact_import_row').pluck().get()).toBe(0);
    });
  });
});
