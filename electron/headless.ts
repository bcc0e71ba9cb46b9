import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import { readyLine, readyText, signInAddress } from '#host/announce.ts';
import { EXIT } from '#host/exit-codes.ts';
import { createHeldOutput } from '#host/held-output.ts';
import { jsonLog, plainLog } from '#host/log.ts';
import { type Loopback, listenOnLoopback } from '#host/loopback/listener.ts';
import { readOrMakeSecret } from '#host/loopback/secret-file.ts';
import { openBrowser, opensByItself } from '#host/open-browser.ts';
import { type HostOptions, readOptions } from '#host/options.ts';
import { readScreens } from '#host/screens.ts';
import { openSecrets } from '#host/secrets/open-secrets.ts';
import { startFailure } from '#host/start-failure.ts';
import { stopWhenAsked } from '#host/stop-when-asked.ts';
import { USAGE } from '#host/usage.ts';
import { VERSION } from '#host/version.ts';

const print = (text: string) => process.stdout.write(text);
const complain = (text: string) => process.stderr.write(text);

// Whoever read our output may be gone (a closed pipe); that must not stop the receiver.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

// Two threads with a heap each, on computers with few cores. Small young and slowly growing old heaps keep the memory where
// `--optimize-for-size` has it, for a third more requests a second; helpers of the collector would take their core from the other thread
// (measured: rss_mb, accept_ratio).
for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=10', '--no-parallel-scavenge']) {
  setFlagsFromString(flag);
}

/** Built beside this file. */
const CORE_THREAD = new URL('core-thread.js', import.meta.url);
const NGROK_THREAD = new URL('ngrok-thread.js', import.meta.url);

const asked = readOptions(process.argv.slice(2));
switch (asked.kind) {
  case 'help':
    print(USAGE);
    break;
  case 'version':
    print(`${VERSION}\n`);
    break;
  case 'bad-option':
    complain(`${asked.sentence}\n`);
    process.exitCode = EXIT.badOption;
    break;
  case 'run':
    try {
      await run(asked.options);
    } catch (error) {
      const { sentence, code } = startFailure(error);
      complain(`${sentence}\n`);
      process.exit(code);
    }
}

async function run(options: HostOptions): Promise<void> {
  const { dataDir, port, uiPort, tunnel, json, open, restore, passphraseFile } = options;
  const output = createHeldOutput(print);
  const log = (json ? jsonLog : plainLog)(output.write, systemClock);
  const files = await readScreens(fileURLToPath(new URL('../renderer', import.meta.url)));
  const warn = (sentence: string) => complain(`${sentence}\n`);
  const secrets = await openSecrets({ dataDir, passphraseFile, keychain: null, warn });
  const clock = systemClock;
  const engine = createEngine({
    dataDir,
    version: VERSION,
    host: 'browser',
    port,
    tunnel,
    restore,
    coreThread: CORE_THREAD,
    ngrokThread: NGROK_THREAD,
    clock,
    secrets,
    log,
  });
  let loopback: Loopback | null = null;
  const stop = async () => {
    try {
      await loopback?.stop();
    } finally {
      await engine.stop();
    }
  };
  // Before anything is opened: a wish to stop, or a fault, can come while it starts.
  const shutdown = stopWhenAsked({ dataDir, stop, exit: (code) => process.exit(code), complain });
  try {
    const { receiver } = await engine.start();
    // Nothing was lost where that fails: they open as before, and the next start tries again.
    if (passphraseFile !== null) await secrets.relock().catch(() => log('warn', 'secrets-not-relocked'));
    if (shutdown.isAsked()) return;
    const secret = await readOrMakeSecret(dataDir);
    loopback = await listenOnLoopback({ port: uiPort, secret, engine, files, clock: systemClock, log });
    if (shutdown.isAsked()) return;
    const ready = { ui: loopback.url, receiver: receiver.url, token: secret, dataDir };
    print(json ? readyLine(ready) : readyText(ready, process.env.FIELDHOOK_REASON || 'no window was asked for'));
    output.flow();
    const isTerminal = !json && Boolean(process.stdout.isTTY);
    if (open ?? opensByItself(process.env, process.platform, isTerminal))
      openBrowser(signInAddress(loopback.url, secret));
  } catch (error) {
    // The stop that was asked for tells how it ended.
    if (shutdown.isAsked()) return;
    await stop();
    throw error;
  }
}
