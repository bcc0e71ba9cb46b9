import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import { keyFileCipher } from '#host/secrets/key-file.ts';
import { secretStore } from '#host/secrets/secret-store.ts';

/**
 * A whole engine in a process of its own, to be killed: `engine-child.ts DATA-DIR`. Prints one line of JSON, `{ address }`, of the one webhook
 * it has, which is made at the first start. SIGTERM stops it in order.
 */
const dataDir = process.argv[2]!;
const engine = createEngine({
  dataDir,
  version: '0.0.0-test',
  host: 'browser',
  port: 0,
  tunnel: false,
  coreThread: new URL('../../../electron/engine/core/thread.ts', import.meta.url),
  clock: systemClock,
  secrets: secretStore(dataDir, [keyFileCipher(dataDir)]),
  log: (level, event, facts) => {
    if (level === 'error') process.stderr.write(`${event} ${JSON.stringify(facts)}\n`);
  },
});
await engine.start();
const [known] = await call('GET', '/api/webhooks');
const config = { identity: { email: '$.email' }, limit: null };
const webhook = known ?? (await call('POST', '/api/webhooks', { name: 'Bookings', config }));
if (!webhook.active) await call('PATCH', `/api/webhooks/${webhook.id}`, { active: true });
process.stdout.write(`${JSON.stringify({ address: webhook.address })}\n`);
process.once('SIGTERM', () => void engine.stop().then(() => process.exit()));

async function call(method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  return (await engine.fetch(new Request(`http://fieldhook.test${path}`, init))).json();
}
