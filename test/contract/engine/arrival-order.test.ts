import { expect, test } from 'vitest';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { activeWebhook, ask, emptyFolder, engineOn, until } from './start-on.ts';

const SENDERS = 6;
const EACH = 15;
const BROKEN_EVERY = 5;

/** An entry of the log as it tells of its work: what stood in the field before, and what it wrote. */
interface Worked {
  sent: string;
  before: string | null;
}

test('PR1 what many senders send at once over HTTP is worked on in the order of arrival, per webhook, and what fails holds up nothing', async () => {
  const engine = engineOn(await emptyFolder());
  await engine.start();
  const { body: field } = await ask(engine, 'POST', '/api/fields', { name: 'Last event', type: 'text' });
  const webhooks = await Promise.all(
    ['ada', 'bob'].map(async (person) => {
      const config = { limit: null, fields: [{ field: field.key, path: '$.event' }] };
      return { person, ...(await activeWebhook(engine, config)) };
    }),
  );

  /** Sends its next request when the last one was answered. */
  const send = async (sender: number) => {
    const { person, address } = webhooks[sender % webhooks.length]!;
    for (let number = 1; number <= EACH; number += 1) {
      const text = JSON.stringify({ email: `${person}@mail.example`, event: `${sender} ${number}` });
      const body = number % BROKEN_EVERY === 0 ? text.slice(0, -1) : text;
      expect((await fetch(address, { method: 'POST', body })).status).toBe(200);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, (_, sender) => send(sender)));
  await until(
    async () => (await ask(engine, 'GET', '/api/health')).body.pending,
    (pending) => pending === 0,
  );

  for (const { id } of webhooks) {
    const { body } = await ask(engine, 'GET', `/api/deliveries?webhookId=${id}&limit=200`);
    const log: Delivery[] = body.items.toReversed();
    expect(log).toHaveLength((SENDERS * EACH) / webhooks.length);
    expect(log.filter(({ outcome }) => outcome === 'unparsed')).toHaveLength(log.length / BROKEN_EVERY);
    const done = log.filter(({ outcome }) => outcome === 'processed');
    const worked: Worked[] = [];
    for (const one of done) {
      const { receipt }: { receipt: Receipt } = (await ask(engine, 'GET', `/api/deliveries/${one.id}`)).body;
      const change = receipt.fields[0]!;
      worked.push({ sent: change.after?.text ?? '', before: change.before?.text ?? null });
    }
    // Each took the field over from the one that arrived before it.
    expect(worked.map(({ before }) => before)).toEqual([null, ...worked.slice(0, -1).map(({ sent }) => sent)]);
    // And they arrived as each sender sent them.
    const numbers = Map.groupBy(worked, ({ sent }) => sent.split(' ')[0]);
    for (const [, theirs] of numbers) {
      const order = theirs.map(({ sent }) => Number(sent.split(' ')[1]));
      expect(order).toEqual(order.toSorted((one, other) => one - other));
    }
  }
});
