import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

export function overviewCases(client: () => DoorClient): void {
  it('counts how the requests of the last hours, days and months ended', async () => {
    const webhook = await client().webhook({ identity: { email: '$.email' } });
    await client().deliver(webhook, { email: 'jane@example.com' });
    await client().deliver(webhook, { nobody: true });
    for (const [range, length] of [
      ['day', 24],
      ['fortnight', 14],
      ['year', 12],
    ] as const) {
      const overview = await client().call('getOverview', { query: { range } });
      expect(overview.spans).toHaveLength(length);
      expect(overview.spans.slice(0, -2).every(({ outcomes }) => Object.keys(outcomes).length === 0)).toBe(true);
      // The hour may have changed between the two.
      const counts = overview.spans.flatMap(({ outcomes }) => Object.entries(outcomes));
      expect(Object.fromEntries(counts)).toEqual({ processed: 1, unidentified: 1 });
      expect(overview.slowest).toMatchObject([{ webhookId: webhook.id, name: 'Bookings', requests: 2 }]);
    }
  });

  it('tells how much room there is, and that there are no messages', async () => {
    const overview = await client().call('getOverview', { query: {} });
    expect(overview).toMatchObject({ range: 'fortnight', messages: [] });
    expect(overview.disk?.freeBytes).toBeGreaterThan(0);
  });

  it('refuses a range that there is not', async () => {
    const error = await client().refused('getOverview', { query: { range: 'decade' } });
    expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer: '/range' }] });
  });
}
