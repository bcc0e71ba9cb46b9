import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { app, dialog, Menu, powerMonitor, protocol, safeStorage, session } from 'electron';
import { tellAppId } from '#desktop/app-id.ts';
import { APP_ORIGIN, APP_SCHEME } from '#desktop/app-origin.ts';
import { answerApp } from '#desktop/app-protocol.ts';
import { explainBackground } from '#desktop/background.ts';
import { LINK_SCHEME, placeOfArguments, placeOfLink } from '#desktop/deep-link.ts';
import { tellFailedSaves } from '#desktop/failed-saves.ts';
import { keepToOurPages } from '#desktop/keep-to-our-pages.ts';
import { keptStateIn } from '#desktop/kept-state.ts';
import { keychainCipher } from '#desktop/keychain.ts';
import { loginStart } from '#desktop/login-start.ts';
import { menuTemplate } from '#desktop/menu.ts';
import { showNotification } from '#desktop/notification.ts';
import { createOpenedFiles, fileOfArguments, OPENED_FILE_PLACE, type OpenedFiles } from '#desktop/opened-file.ts';
import { denyPermissions } from '#desktop/permissions.ts';
import { beginAnew } from '#desktop/recovery/begin-anew.ts';
import { recover } from '#desktop/recovery/recover.ts';
import { answerShellCalls } from '#desktop/shell-calls.ts';
import { openTray } from '#desktop/tray.ts';
import { createUnsaved, mayLose, type Unsaved } from '#desktop/unsaved.ts';
import { offerUpdates } from '#desktop/updates/offer-updates.ts';
import type { Updater } from '#desktop/updates/updater.ts';
import { askHealth, type EngineFetch, watchHealth } from '#desktop/watch-health.ts';
import { goTo, openWindow, showWindow } from '#desktop/window.ts';
import { keepWindowBeside } from '#desktop/window-folder.ts';
import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import type { Engine, EngineLog } from '#engine/engine.ts';
import { readyLine } from '#host/announce.ts';
import { EXIT, type ExitCode } from '#host/exit-codes.ts';
import { createHeldOutput } from '#host/held-output.ts';
import { LAST_FAULT_FILE } from '#host/last-fault.ts';
import { createLastLines } from '#host/last-lines.ts';
import { jsonLog, plainLog } from '#host/log.ts';
import { type HostOptions, readOptions } from '#host/options.ts';
import { readScreens } from '#host/screens.ts';
import { openSecrets } from '#host/secrets/open-secrets.ts';
import type { Shutdown } from '#host/shutdown.ts';
import { startFailure } from '#host/start-failure.ts';
import { stopWhenAsked } from '#host/stop-when-asked.ts';
import { VERSION } from '#host/version.ts';

const complain = (text: string) => process.stderr.write(text);

process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
protocol.registerSchemesAsPrivileged([APP_SCHEME]);
app.enableSandbox();
tellAppId(app);
keepToOurPages(app);

/** Built beside this file. */
const CORE_THREAD = new URL('core-thread.js', import.meta.url);
const NGROK_THREAD = new URL('ngrok-thread.js', import.meta.url);
const PRELOAD = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));
/** A start that takes longer, because the data is brought up to date, say, is seen before it is over. */
const LONG_START_MS = 3000;
/** Of the log, for the recovery screen. */
const LAST_LINES = 40;
// There they stand beside the times of backups, which are local too.
const LOCAL_TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

const asked = readOptions(process.argv.slice(app.isPackaged ? 1 : 2), { unknown: 'ignore' });
if (asked.kind === 'bad-option') {
  complain(`${asked.sentence}\n`);
  app.exit(EXIT.badOption);
} else if (asked.kind === 'run') {
  if (!keepWindowBeside(asked.options.dataDir, app) || app.requestSingleInstanceLock()) start(asked.options);
  else {
    complain('Fieldhook is already running with this data folder.\n');
    app.exit(EXIT.alreadyRunning);
  }
} else {
  process.stdout.write(`Fieldhook ${VERSION}\n`);
  app.exit(EXIT.clean);
}

function start(options: HostOptions): void {
  let desktop: Desktop | null = null;
  const opened = createOpenedFiles();
  /** Of a file that was opened, or of a link. */
  const placeOf = (args: readonly string[], folder: string) => {
    const file = fileOfArguments(args, folder);
    if (file === null) return placeOfArguments(args);
    opened.offer(file);
    return OPENED_FILE_PLACE;
  };
  let wanted = placeOf(process.argv.slice(1), process.cwd());
  const open = (place: string | null) => {
    wanted = place;
    desktop?.open(place);
  };
  app.on('second-instance', (_event, args, folder) => open(placeOf(args.slice(1), folder)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(placeOfLink(link));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    opened.offer(path);
    open(OPENED_FILE_PLACE);
  });
  app.on('activate', () => desktop?.open(null));
  app.whenReady().then(async () => {
    try {
      desktop = await run(options, opened, () => wanted ?? '/');
    } catch (error) {
      const { sentence, code } = startFailure(error);
      complain(`${sentence}\n`);
      dialog.showErrorBox('Fieldhook cannot start', sentence);
      app.exit(code);
    }
  }, complain);
}

interface Desktop {
  /** Brings the window to the person, and shows this place where one is wanted. */
  open(place: string | null): void;
}

async function run(options: HostOptions, opened: OpenedFiles, place: () => string): Promise<Desktop | null> {
  const { dataDir, port, tunnel, json, restore, passphraseFile } = options;
  const print = (text: string) => process.stdout.write(text);
  const output = createHeldOutput(print);
  const lastLines = createLastLines(LAST_LINES);
  const logs = [
    (json ? jsonLog : plainLog)(output.write, systemClock),
    plainLog(lastLines.write, systemClock, LOCAL_TIME.format),
  ];
  const log: EngineLog = (...entry) => {
    for (const each of logs) each(...entry);
  };
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
    ngrokThread: NGROK_THREAD,
    clock,
    secrets,
    notify: showNotification,
    log,
  });
  const started = Promise.withResolvers<void>();
  // The page is loaded while the database is being opened; what it asks meanwhile is answered as soon as there is an answer.
  const fetch: EngineFetch = async (request) => {
    await started.promise;
    return engine.fetch(request);
  };
  let answer = (request: Request) => answerApp(request, { fetch }, files);
  denyPermissions(session.defaultSession);
  tellFailedSaves(session.defaultSession);
  protocol.handle(APP_SCHEME.scheme, (request) => answer(request));
  const showRecovery = (title: string, sentence: string) =>
    recover({ title, sentence, lines: lastLines.lines(), dataDir }, PRELOAD, (instead) => {
      answer = instead;
    });
  // Asked about once: whoever wants it to end meanwhile, as a shutdown of the system does, is not kept waiting.
  let isToBeAsked = false;
  process.once('uncaughtException', () => {
    isToBeAsked = true;
  });
  // An update ends the app itself, once the engine has come to its end.
  let update: Updater | null = null;
  let isReplacing = false;
  const exit = async (code: ExitCode) => {
    if (isReplacing) return;
    if (update !== null && code === EXIT.clean) {
      isReplacing = true;
      update.install(() => {
        beginAnew(null);
        app.exit(EXIT.fault);
      });
      return;
    }
    const isAsked = isToBeAsked;
    isToBeAsked = false;
    if (isAsked) {
      const sentence = `Nothing that was received is lost. The details are in ${LAST_FAULT_FILE} in the data folder.`;
      await showRecovery('Fieldhook stopped because of a fault inside it', sentence);
    }
    app.exit(code);
  };
  // Before anything is opened: a wish to stop, or a fault, can come while it starts.
  const shutdown = stopWhenAsked({ dataDir, stop: () => engine.stop(), exit, complain });
  // The computer is being shut down: it waits for our end, about which nobody is asked, and macOS would take a quit that is put off for a refusal.
  // The event stands in Electron’s documentation, not in its types.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    shutdown.ask();
  });
  const unsaved = createUnsaved();
  let isAsking = false;
  // The owner may want to save first. A signal of the system does not wait for that.
  const endUnlessKept = async () => {
    if (isAsking) return;
    isAsking = true;
    const isSure = await mayLose(unsaved);
    isAsking = false;
    if (isSure) {
      shutdown.ask();
      return;
    }
    update = null;
    // Shows the window, as a click on the icon of the app does.
    app.emit('activate');
  };
  app.on('before-quit', (event) => {
    if (isReplacing) return;
    event.preventDefault();
    if (shutdown.isAsked()) shutdown.ask();
    else void endUnlessKept();
  });
  const starting = startEngine(engine, showRecovery, shutdown.isAsked);
  answerShellCalls(unsaved, opened);
  const lookForUpdates = offerUpdates(VERSION, fetch, (updater) => {
    update = updater;
    void endUnlessKept();
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, !app.isPackaged, lookForUpdates)));
  const first = place();
  const parts = { dataDir, fetch, started: started.promise, shutdown, lookForUpdates, unsaved };
  const desktop = openDesktop({ ...parts, place: first });
  const receiver = await starting;
  if (receiver === null) return null;
  started.resolve();
  // Nothing was lost where that fails: they open as before, and the next start tries again.
  if (passphraseFile !== null) await secrets.relock().catch(() => log('warn', 'secrets-not-relocked'));
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  if (json) print(readyLine({ ui: APP_ORIGIN, receiver: receiver.url, token: null, dataDir }));
  output.flow();
  // Another start may have wanted another one meanwhile.
  if (place() !== first) desktop.open(place());
  return desktop;
}

/** Null when Fieldhook is to end: a stop was asked for meanwhile, or the start failed. */
async function startEngine(
  engine: Engine,
  showRecovery: (title: string, sentence: string) => Promise<void>,
  isStopAsked: () => boolean,
) {
  try {
    const { receiver } = await engine.start();
    return isStopAsked() ? null : receiver;
  } catch (error) {
    // The stop that was asked for tells how it ended.
    if (isStopAsked()) return null;
    const { sentence, code } = startFailure(error);
    complain(`${sentence}\n`);
    if (code === EXIT.alreadyRunning) dialog.showErrorBox('Fieldhook cannot start', sentence);
    else await showRecovery('Fieldhook cannot start', sentence);
    app.exit(code);
    return null;
  }
}

interface DesktopParts {
  dataDir: string;
  fetch: EngineFetch;
  /** Resolves when the engine has started; what is asked of it waits until then. */
  started: Promise<void>;
  shutdown: Shutdown;
  place: string;
  lookForUpdates: () => void;
  unsaved: Unsaved;
}

/** The window at once, the tray when the engine has started. */
function openDesktop({ dataDir, fetch, started, shutdown, place, lookForUpdates, unsaved }: DesktopParts): Desktop {
  const kept = keptStateIn(join(dataDir, 'window', 'desktop.json'));
  const door = (path: `/api/${string}`) => askHealth(fetch, 'POST', path).catch(() => undefined);
  const atLogin = loginStart(app, process.platform, process.env.APPIMAGE ?? process.execPath);
  let showTray: ReturnType<typeof openTray> = null;
  const tray = started.then(() => {
    showTray = openTray(() => ({
      open: () => showWindow(window),
      pause: (isPaused) => void door(isPaused ? '/api/intake/pause' : '/api/intake/resume'),
      lookForUpdates,
      quit: () => app.quit(),
      startAtLogin: app.isPackaged ? atLogin : null,
    }));
    showTray?.(null);
    return showTray;
  });
  const window = openWindow({
    clock: systemClock,
    kept,
    preload: PRELOAD,
    place,
    isShown: atLogin.isNow(process.argv)
      ? tray.then((there) => there === null)
      : Promise.race([tray, sleep(LONG_START_MS)]).then(() => true),
    isEnding: shutdown.isAsked,
    unsaved,
    hidesOnClose: () => showTray !== null && !shutdown.isAsked(),
    onHidden: () => void explainBackground(kept),
  });
  void watchHealth(fetch, (health) => showTray?.(health));
  // Sockets that slept may be half open, which nobody tells.
  powerMonitor.on('resume', () => void door('/api/tunnel/check'));
  return {
    open(to) {
      if (to !== null) goTo(window, to);
      showWindow(window);
    },
  };
}
