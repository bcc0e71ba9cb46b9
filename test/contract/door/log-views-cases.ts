import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

const FAILED = { webhook: null, outcome: 'failed', contact: null, time: 'this-week', text: 'Ana' };

export function logViewsCases(client: () => DoorClient): void {
  const list = () => client().call('listLogViews', {});

  it('LG2 keeps a filter under a name, renames it and forgets it', async () => {
    const made = await client().call('createLogView', { body: { name: ' Failed for Ana ', filter: FAILED } });
    expect(made).toMatchObject({ name: 'Failed for Ana', filter: FAILED });
    const other = await client().call('createLogView', { body: { name: 'Other', filter: { ...FAILED, text: null } } });
    expect(await list()).toEqual([made, other]);
    const params = { id: made.id };
    expect(await client().call('renameLogView', { params, body: { name: 'Ana' } })).toEqual({ ...made, name: 'Ana' });
    await client().call('deleteLogView', { params });
    expect(await list()).toEqual([other]);
  });

  it('LG2 refuses a name twice, an empty one, and what is no filter', async () => {
    const { id } = await client().call('createLogView', { body: { name: 'Mine', filter: FAILED } });
    const second = await client().call('createLogView', { body: { name: 'Second', filter: FAILED } });
    const create = (name: string, filter: object = FAILED) =>
      client().refused('createLogView', { body: { name, filter: filter as typeof FAILED } });
    expect(await create('MINE')).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
    expect(
      await client().refused('renameLogView', { params: { id: second.id }, body: { name: 'mine' } }),
    ).toMatchObject({
      code: 'NAME_TAKEN',
    });
    expect(await client().call('renameLogView', { params: { id }, body: { name: 'MINE' } })).toMatchObject({ id });
    expect(await create('  ')).toMatchObject({ status: 422, code: 'INVALID_INPUT' });
    expect(await create('More', { ...FAILED, color: 'red' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await create('Long', { ...FAILED, text: 'x'.repeat(201) })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('LG2 says of a view that is gone that it is', async () => {
    const params = { id: 'view_gone' };
    expect(await client().refused('deleteLogView', { params })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await client().refused('renameLogView', { params, body: { name: 'Any' } })).toMatchObject({ status: 404 });
  });
}
