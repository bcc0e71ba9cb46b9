import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, protocol, safeStorage, session } from 'electron';
import { APP_ORIGIN, APP_SCHEME } from '#desktop/app-origin.ts';
import { answerApp } from '#desktop/app-protocol.ts';
import { keepToOurPages } from '#desktop/keep-to-our-pages.ts';
import { keychainCipher } from '#desktop/keychain.ts';
import { setMenu } from '#desktop/menu.ts';
import { showNotification } from '#desktop/notification.ts';
import { denyPermissions } from '#desktop/permissions.ts';
import { answerShellCalls } from '#desktop/shell-calls.ts';
import { openWindow, showWindow } from '#desktop/window.ts';
import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import { readyLine } from '#host/announce.ts';
import { EXIT } from '#host/exit-codes.ts';
import { createHeldOutput } from '#host/held-output.ts';
import { jsonLog, plainLog } from '#host/log.ts';
import { type HostOptions, readOptions } from '#host/options.ts';
import { readScreens } from '#host/screens.ts';
import { openSecrets } from '#host/secrets/open-secrets.ts';
import { startFailure } from '#host/start-failure.ts';
import { stopWhenAsked } from '#host/stop-when-asked.ts';
import { VERSION } from '#host/version.ts';

const complain = (text: string) => process.stderr.write(text);

process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
app.enableSandbox();
keepToOurPages(app);

/** Built beside this file. */
const CORE_THREAD = new URL('core-thread.js', import.meta.url);

const asked = readOptions(process.argv.slice(app.isPackaged ? 1 : 2), { unknown: 'ignore' });
if (asked.kind === 'bad-option') {
  complain(`${asked.sentence}\n`);
  app.exit(EXIT.badOption);
} else if (asked.kind === 'run') {
  // What Chromium keeps for the window lies beside the data, so that two data folders are two Fieldhooks.
  app.setPath('userData', join(asked.options.dataDir, 'window'));
  if (app.requestSingleInstanceLock()) start(asked.options);
  else {
    complain('Fieldhook is already running with this data folder.\n');
    app.exit(EXIT.alreadyRunning);
  }
} else {
  process.stdout.write(`Fieldhook ${VERSION}\n`);
  app.exit(EXIT.clean);
}

function start(options: HostOptions): void {
  let window: BrowserWindow | null = null;
  app.on('second-instance', () => window && showWindow(window));
  app.whenReady().then(async () => {
    try {
      window = await run(options);
    } catch (error) {
      const { sentence, code } = startFailure(error);
      complain(`${sentence}\n`);
      dialog.showErrorBox('Fieldhook cannot start', sentence);
      app.exit(code);
    }
  }, complain);
}

async function run({
  dataDir,
  port,
  tunnel,
  json,
  restore,
  passphraseFile,
}: HostOptions): Promise<BrowserWindow | null> {
  const print = (text: string) => process.stdout.write(text);
  const output = createHeldOutput(print);
  const log = (json ? jsonLog : plainLog)(output.write, systemClock);
  const files = await readScreens(fileURLToPath(new URL('../renderer', import.meta.url)));
  const keychain = await keychainCipher(safeStorage, process.platform);
  const warn = (sentence: string) => complain(`${sentence}\n`);
  // Without a keychain, as the headless host does it; what that one stored opens here too.
  const secrets = await openSecrets({ dataDir, passphraseFile, keychain, warn });
  const clock = systemClock;
  const engine = createEngine({
    dataDir,
    version: VERSION,
    host: 'desktop',
    port,
    tunnel,
    restore,
    coreThread: CORE_THREAD,
    clock,
    secrets,
    notify: showNotification,
    log,
  });
  // Before anything is opened: a wish to stop, or a fault, can come while it starts.
  const shutdown = stopWhenAsked({ dataDir, stop: () => engine.stop(), exit: (code) => app.exit(code), complain });
  app.on('before-quit', (event) => {
    event.preventDefault();
    shutdown.ask();
  });
  try {
    const { receiver } = await engine.start();
    // Nothing was lost where that fails: they open as before, and the next start tries again.
    if (passphraseFile !== null) await secrets.relock().catch(() => log('warn', 'secrets-not-relocked'));
    if (shutdown.isAsked()) return null;
    denyPermissions(session.defaultSession);
    protocol.handle(APP_SCHEME.scheme, (request) => answerApp(request, engine, files));
    answerShellCalls({ dataDir });
    setMenu(process.platform, !app.isPackaged);
    if (json) print(readyLine({ ui: APP_ORIGIN, receiver: receiver.url, token: null, dataDir }));
    output.flow();
    return openWindow();
  } catch (error) {
    // The stop that was asked for tells how it ended.
    if (shutdown.isAsked()) return null;
    await engine.stop();
    throw error;
  }
}
