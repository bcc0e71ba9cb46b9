import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

export function healthCases(client: () => DoorClient): void {
  it('says how Fieldhook is doing', async () => {
    const health = await client().call('getHealth', {});
    expect(health).toMatchObject({
      version: '0.0.0-test',
      host: 'browser',
      pending: 0,
      receiver: { listening: true, url: client().door.receiverUrl },
      tunnel: { state: 'off', url: null },
      intake: { state: 'open', reason: null },
      isProcessing: true,
      notices: [],
      clockDoubt: null,
    });
    expect(Date.parse(health.startedAt)).not.toBeNaN();
  });

  it('takes a clock for right that nobody doubts', async () => {
    expect(await client().call('confirmClock', {})).toMatchObject({ clockDoubt: null });
  });

  it('takes no requests while paused, and says so', async () => {
    expect(await client().call('pauseIntake', {})).toMatchObject({ intake: { state: 'holding', reason: 'paused' } });
    expect(await client().call('resumeIntake', {})).toMatchObject({ intake: { state: 'open', reason: null } });
  });

  it('looks after the public address when asked, also where there is none', async () => {
    expect(await client().call('checkTunnel', {})).toMatchObject({ tunnel: { state: 'off' } });
  });

  it('LG1 counts requests to addresses that belong to no webhook', async () => {
    const before = await client().call('getHealth', {});
    expect(await client().post({ token: 'a'.repeat(32) }, {})).toMatchObject({ status: 404 });
    const after = await client().call('getHealth', {});
    expect(after.unknownAddressRequests).toBe(before.unknownAddressRequests + 1);
  });
}
