import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createBuilder, createServer } from 'vite';
import { readOptions } from '../host/options.ts';
import { buildIfStale, ROOT } from './build-if-stale.mjs';
import { EXIT } from './exit.mjs';
import { whenNpmIsGone } from './npm-gone.mjs';

// `npm run dev`: the screens come from Vite's own server and change while one looks at them; the browser host is built again and restarted
// whenever something of the engine changes, and answers behind Vite's server as if it were the same place.
const args = process.argv.slice(2);
const asked = readOptions(args);
if (asked.kind !== 'run') {
  console.error(asked.kind === 'bad-option' ? asked.sentence : 'The options are those of `npm start`.');
  process.exit(EXIT.badOption);
}
// The proxy must know the port before the host does, so it cannot be any free one.
const uiPort = asked.options.uiPort || 4781;
const engineUrl = `http://127.0.0.1:${uiPort}`;
const outDir = join(ROOT, 'out', 'dev');

/** @type {import('node:child_process').ChildProcess | null} */
let host = null;
let isStopping = false;

async function stopHost() {
  if (host === null || host.exitCode !== null || host.signalCode !== null) return;
  host.kill('SIGTERM');
  await once(host, 'exit');
}

async function restartHost() {
  await stopHost();
  if (isStopping) return;
  host = spawn(
    process.execPath,
    ['--enable-source-maps', join(outDir, 'headless.js'), ...args, '--ui-port', `${uiPort}`, '--json', '--no-open'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const output = createInterface({ input: /** @type {import('node:stream').Readable} */ (host.stdout) });
  output.on('line', (line) => {
    const { ready, token, receiver } = JSON.parse(line);
    console.log(ready ? `Screens: ${screensUrl}/#t=${token}  Receiver: ${receiver}` : line);
  });
}

// The host wants built screens beside it, though here nobody looks at them.
await buildIfStale(console.error);
const server = await createServer({
  configFile: join(ROOT, 'vite.config.ts'),
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/session'].map((path) => [path, { target: engineUrl, changeOrigin: true, configure: askAsOurPage }]),
    ),
  },
});
await server.listen();
const screensUrl = server.resolvedUrls?.local[0]?.replace(/\/$/, '');

/**
 * The page has Vite's origin; the engine answers only its own.
 * @type {NonNullable<import('vite').ProxyOptions['configure']>}
 */
function askAsOurPage(proxy) {
  proxy.on('proxyReq', (request) => {
    if (request.hasHeader('origin')) request.setHeader('origin', engineUrl);
  });
}

const builder = await createBuilder({
  configFile: join(ROOT, 'vite.config.ts'),
  logLevel: 'warn',
  environments: { headless: { build: { outDir, watch: {} } } },
});
const watcher = /** @type {import('vite').Rolldown.RolldownWatcher} */ (
  await builder.build(/** @type {any} */ (builder.environments.headless))
);
let restarted = Promise.resolve();
watcher.on('event', (event) => {
  if (event.code === 'ERROR') console.error(event.error.message);
  if (event.code === 'END') restarted = restarted.then(restartHost);
});

async function stop() {
  isStopping = true;
  await Promise.all([stopHost(), watcher.close(), server.close()]);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
whenNpmIsGone(stop);
