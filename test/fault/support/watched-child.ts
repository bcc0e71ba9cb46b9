import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import { jsonLog } from '#host/log.ts';
import { listenOnLoopback } from '#host/loopback/listener.ts';
import { keyFileCipher } from '#host/secrets/key-file.ts';
import { secretStore } from '#host/secrets/secret-store.ts';
import { createStaticFiles } from '#host/static-files.ts';
import type { Asked, FromChild, ThreadWatch } from './watched-messages.ts';

/**
 * A whole engine with the listener of the screens in a process of its own, to be attacked: `watched-child.ts DATA-DIR`. Its log goes to
 * stdout as the host writes it with `--json`. Its parent asks it through process messages; any uncaught error ends it.
 */
const dataDir = process.argv[2]!;
const SECRET = 's'.repeat(43);
/** Threads that are watched, by the names of their files. */
const THREADS = ['watched-child.ts', 'thread.ts'];

const log = jsonLog((text) => process.stdout.write(text), systemClock);
const engine = createEngine({
  dataDir,
  version: '0.0.0-test',
  host: 'browser',
  port: 0,
  tunnel: false,
  coreThread: new URL('../../../electron/engine/core/thread.ts', import.meta.url),
  clock: systemClock,
  secrets: secretStore(dataDir, [keyFileCipher(dataDir)]),
  log,
});
const { receiver } = await engine.start();
const screens = join(dataDir, 'screens');
mkdirSync(screens);
writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Fieldhook</title>');
const files = await createStaticFiles(screens);
const loopback = await listenOnLoopback({ port: 0, secret: SECRET, engine, files, clock: systemClock, log });

const channel = new BroadcastChannel('watch');
process.on('message', (asked: Asked) => void answer(asked));
// Whoever asks may be gone without a word.
process.once('disconnect', () => process.exit());
say({ kind: 'ready', receiver: receiver.port, screens: loopback.port, secret: SECRET });

async function answer({ n, ask }: Asked): Promise<void> {
  if (ask.kind === 'watch')
    say({
      kind: 'watched',
      n,
      threads: await watch(n),
      rss: process.memoryUsage.rss(),
      peak: process.resourceUsage().maxRSS * 1024,
    });
  else if (ask.kind === 'api') {
    const { method, path, body } = ask;
    const init =
      body === undefined
        ? { method }
        : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await engine.fetch(new Request(`http://fieldhook.test${path}`, init));
    say({ kind: 'answered', n, status: response.status, text: await response.text() });
  } else {
    await loopback.stop();
    await engine.stop();
    process.exit();
  }
}

/** What each thread saw since it was asked last. */
function watch(n: number): Promise<ThreadWatch[]> {
  const { promise, resolve } = Promise.withResolvers<ThreadWatch[]>();
  const threads: ThreadWatch[] = [];
  channel.onmessage = ({ data }) => {
    if (data.answer !== n || !THREADS.includes(data.name)) return;
    threads.push(data);
    if (threads.length === THREADS.length) resolve(threads.sort((a, b) => (a.name < b.name ? 1 : -1)));
  };
  channel.postMessage({ ask: n });
  return promise;
}

function say(message: FromChild): void {
  process.send!(message);
}
