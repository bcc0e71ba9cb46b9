import { beforeAll, describe, expect, it } from 'vitest';
import type { BulkChange, StartBulkChange } from '#shared/contract/bulk-change.ts';
import type { DoorClient } from './door-client.ts';

export function bulkChangesCases(client: () => DoorClient): void {
  const people: string[] = [];
  let webhook: Awaited<ReturnType<DoorClient['webhook']>>;

  beforeAll(async () => {
    webhook = await client().webhook({ identity: { email: '$.email' }, profile: { name: '$.name' } });
    for (const name of ['Bulk Ann', 'Bulk Ben', 'Bulk Cem', 'Other Dora']) {
      const { userNs } = await client().call('createContact', { body: { name } });
      people.push(userNs);
    }
  });

  const last = async (): Promise<BulkChange> => (await client().call('listBulkChanges', {}))[0]!;
  const ended = async (): Promise<BulkChange> => {
    await expect.poll(async () => (await last()).state, { interval: 10 }).toBe('done');
    return last();
  };
  const change = async (body: StartBulkChange): Promise<BulkChange> => {
    await client().call('startBulkChange', { body });
    return ended();
  };
  const undone = async ({ id }: BulkChange): Promise<BulkChange> => {
    await client().call('undoBulkChange', { params: { id } });
    await expect.poll(async () => (await last()).undo?.state, { interval: 10 }).toBe('done');
    return last();
  };
  const tagged = async (tag: string) => {
    const { items } = await client().call('listContacts', { query: { limit: 100 } });
    return items.filter(({ tags }) => tags.includes(tag)).map(({ label }) => label);
  };

  describe('tagging many', () => {
    it('tags those who are named, also in their timelines', async () => {
      const [ann, ben] = people as [string, string];
      const done = await change({ of: 'add-tag', tag: 'named', who: { userNs: [ann, ben, 'f1unobody'] } });
      expect(done).toMatchObject({ of: 'add-tag', tag: 'named', done: 2, total: 2, changed: 2, undo: null });
      expect(await tagged('named')).toEqual(['Bulk Ben', 'Bulk Ann']);
      const { items } = await client().call('getContactTimeline', {
        params: { userNs: ann },
        query: { only: 'changes' },
      });
      expect(items[0]).toMatchObject({
        kind: 'change',
        by: 'hand',
        changes: [{ of: 'contact', what: 'tag', before: null, after: 'named' }],
      });
    });

    it('tags all whom a search and a segment find, but some', async () => {
      const { id: segment } = await client().call('createSegment', {
        body: { name: 'Without the tag', conditions: [{ of: 'tag', is: 'lacks', tag: 'found' }] },
      });
      const done = await change({
        of: 'add-tag',
        tag: 'found',
        who: { q: 'bulk', segment, except: [people[1]!] },
      });
      expect(done).toMatchObject({ total: 2, changed: 2 });
      expect(await tagged('found')).toEqual(['Bulk Cem', 'Bulk Ann']);
    });

    it('undoes only what it has changed', async () => {
      const [ann, ben] = people as [string, string];
      await client().call('updateContact', { params: { userNs: ann }, body: { tags: { add: ['mine'] } } });
      const done = await change({ of: 'add-tag', tag: 'mine', who: { userNs: [ann, ben] } });
      expect(done).toMatchObject({ total: 2, changed: 1 });
      expect(Date.parse(done.undoUntil!)).toBeGreaterThan(0);
      expect(await undone(done)).toMatchObject({ undo: { done: 1, total: 1, stayed: 0 }, undoUntil: null });
      expect(await tagged('mine')).toEqual(['Bulk Ann']);
      const again = await client().refused('undoBulkChange', { params: { id: done.id } });
      expect(again).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    });

    it('takes a tag off, and puts it back', async () => {
      await change({ of: 'add-tag', tag: 'off', who: { userNs: people.slice(0, 2) } });
      const done = await change({ of: 'remove-tag', tag: 'off', who: {} });
      expect(done.changed).toBe(2);
      expect(await tagged('off')).toEqual([]);
      await undone(done);
      expect(await tagged('off')).toEqual(['Bulk Ben', 'Bulk Ann']);
    });

    it('is let go with its way back', async () => {
      const { id } = await change({ of: 'add-tag', tag: 'gone', who: { userNs: [people[0]!] } });
      await client().call('endBulkChange', { params: { id } });
      expect(await client().call('listBulkChanges', {})).toEqual([]);
      expect(await client().refused('undoBulkChange', { params: { id } })).toMatchObject({ status: 404 });
      expect(await tagged('gone')).toEqual(['Bulk Ann']);
    });

    it.each([
      ['nobody named', { of: 'add-tag', tag: 'x', who: { userNs: [] } }],
      ['a blank tag', { of: 'add-tag', tag: ' ', who: {} }],
      ['no choice', { of: 'delete' }],
    ])('refuses %s', async (_, body) => {
      expect(await client().refused('startBulkChange', { body })).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
    });

    it('refuses a segment that there is not', async () => {
      const body = { of: 'add-tag', tag: 'x', who: { segment: 'seg_none' } };
      expect(await client().refused('startBulkChange', { body })).toMatchObject({ status: 404 });
    });
  });

  describe('deleting many', () => {
    it('puts them back, with their tags and requests, but for those whose place was taken', async () => {
      await client().deliver(webhook, { email: 'eva@mail.example', name: 'Bulk Eva' });
      await client().deliver(webhook, { email: 'fay@mail.example', name: 'Bulk Fay' });
      const { items } = await client().call('listContacts', { query: { q: 'mail.example' } });
      const both = items.map(({ userNs }) => userNs);
      await change({ of: 'add-tag', tag: 'kept', who: { userNs: both } });
      const done = await change({ of: 'delete', who: { userNs: both } });
      expect(done).toMatchObject({ of: 'delete', tag: null, changed: 2 });
      expect(await tagged('kept')).toEqual([]);
      await client().call('createContact', { body: { name: 'New', email: 'fay@mail.example' } });
      expect(await undone(done)).toMatchObject({ undo: { done: 2, stayed: 1 } });
      const back = await client().call('listContacts', { query: { q: 'eva@mail.example' } });
      expect(back.items).toMatchObject([{ label: 'Bulk Eva', tags: ['kept'], requests: 1 }]);
    });
  });

  describe('exporting those who are chosen', () => {
    it('holds them alone, and all whom a search finds', async () => {
      const names = async (who: object) => {
        const { id } = await client().call('startExport', {
          body: { of: 'contacts', as: 'json', query: {}, who } as never,
        });
        const made = async () => (await client().call('listExports', {})).find((one) => one.id === id);
        await expect.poll(async () => (await made())?.state, { interval: 10 }).toBe('ready');
        const answer = await client().door.fetch(`/api/exports/${id}/file`);
        return ((await answer.json()) as { label: string }[]).map(({ label }) => label);
      };
      expect(await names({ userNs: [people[0]!, people[2]!] })).toEqual(['Bulk Cem', 'Bulk Ann']);
      expect(await names({ q: 'bulk', except: [people[0]!] })).toEqual(['Bulk Eva', 'Bulk Cem', 'Bulk Ben']);
    });
  });
}
