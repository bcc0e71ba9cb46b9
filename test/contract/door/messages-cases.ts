import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

/** How messages are sent is looked at in ../outbox; here the door to them. */
export function messagesCases(client: () => DoorClient): void {
  it('an empty Outbox', async () => {
    expect(await client().call('listMessages', { query: {} })).toEqual({ items: [], nextCursor: null, attention: 0 });
  });

  it('a message that is not there', async () => {
    const params = { id: 'msg_none' };
    for (const name of ['getMessage', 'retryMessage', 'releaseMessage', 'dropMessage', 'markMessageSent'] as const) {
      expect(await client().refused(name, { params })).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    }
    expect(await client().refused('editMessage', { params, body: { text: 'x' } })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('an unknown state or page is refused', async () => {
    expect(await client().refused('listMessages', { query: { state: 'lost' } })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await client().refused('listMessages', { query: { before: 'x' } })).toMatchObject({ code: 'INVALID_INPUT' });
  });
}
