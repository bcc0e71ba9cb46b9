import { EventEmitter } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  BrowserWindow,
  type CallEvent,
  foreignRequests,
  handlers,
  onContents,
  onLastClosed,
  Vetoable,
  wantedWindows,
} from './browser-window.ts';
import { answerTests } from './control.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { surroundings } from './surroundings.ts';

// What main.ts and electron/desktop get for `import … from 'electron'`. What the system would show is written down in `standIn`; what
// a person would do there, a test does by it.

export { BrowserWindow };

interface MenuItem {
  label?: string;
  role?: string;
  enabled?: boolean;
  checked?: boolean;
  type?: string;
  submenu?: MenuItem[] | Menu;
  click?: (item?: unknown) => void;
}

export class Menu {
  static applicationMenu: Menu | null = null;
  readonly items: MenuItem[];
  constructor(items: MenuItem[]) {
    this.items = items;
  }
  static buildFromTemplate(template: MenuItem[]): Menu {
    return new Menu(
      template.map((item) =>
        Array.isArray(item.submenu) ? { ...item, submenu: Menu.buildFromTemplate(item.submenu) } : item,
      ),
    );
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.applicationMenu = menu;
  }
}

export class Tray extends EventEmitter {
  menu: Menu | null = null;
  tip = '';
  constructor(_image: unknown) {
    super();
    if (!surroundings.hasTray) throw new Error('There is no tray.');
    standIn.tray = this;
  }
  setContextMenu(menu: Menu): void {
    this.menu = menu;
  }
  setToolTip(tip: string): void {
    this.tip = tip;
  }
  destroy(): void {
    standIn.tray = null;
  }
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly #told: { title: string; body: string };
  constructor(told: { title: string; body: string }) {
    super();
    this.#told = told;
  }
  show(): void {
    standIn.notifications.push({ ...this.#told, click: () => this.emit('click') });
  }
}

/** What was shown, and what a test decides in the place of the person. */
export const standIn = {
  surroundings,
  foreignRequests,
  wantedWindows,
  tray: null as Tray | null,
  notifications: [] as { title: string; body: string; click: () => void }[],
  /** Every dialog with its options; the answers are given to them in this order, the first button or a cancelled one without. */
  dialogs: [] as { kind: string; options: unknown }[],
  answers: [...(surroundings.answers ?? [])] as unknown[],
  opened: [] as string[],
  loginItem: { openAtLogin: false } as Record<string, unknown>,
  privileges: [] as unknown[],
  isSandboxed: false,
  mayUseDevice: (): boolean => true,
  protocolClients: [] as string[],
  calls: handlers.calls,
};

type Names = 'userData' | 'home' | 'appData';
const paths = new Map<string, string>([
  ['home', homedir()],
  ['userData', join(homedir(), 'stand-in-user-data')],
]);
let isReady = false;

class App extends EventEmitter {
  isPackaged = surroundings.isPackaged;
  enableSandbox(): void {
    standIn.isSandboxed = true;
  }
  setPath(name: Names, path: string): void {
    if (!existsSync(path)) throw new Error('Failed to set path');
    paths.set(name, path);
  }
  getPath(name: Names): string {
    // Never the one of whoever runs the tests.
    if (name === 'appData') return join(this.getPath('userData'), 'stand-in-app-data');
    return paths.get(name) ?? '';
  }
  getVersion(): string {
    return '0.0.0';
  }
  whenReady(): Promise<void> {
    return new Promise((resolve) => {
      if (isReady) resolve();
      else this.once('ready', resolve);
    });
  }
  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(this.getPath('userData'), process.argv, (argv) => {
      this.emit('second-instance', {}, argv, process.cwd());
    });
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    standIn.protocolClients.push(scheme);
    return true;
  }
  setLoginItemSettings(settings: Record<string, unknown>): void {
    standIn.loginItem = settings;
  }
  getLoginItemSettings(): Record<string, unknown> {
    return standIn.loginItem;
  }
  relaunch({ args }: { args: string[] }): void {
    // Its process is about to end: only the disk tells a test.
    writeFileSync(join(this.getPath('userData'), 'stand-in-relaunch.json'), JSON.stringify(args));
  }
  quit(): void {
    const event = new Vetoable();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length === 0) this.exit(0);
  }
  exit(code = 0): void {
    process.exit(code);
  }
}

export const app = new App();
onContents((contents) => app.emit('web-contents-created', {}, contents));
onLastClosed(() => {
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
  else app.quit();
});
setImmediate(() => {
  isReady = true;
  app.emit('ready');
});

export const ipcMain = {
  handle(channel: string, answer: (event: CallEvent, ...args: unknown[]) => unknown): void {
    if (handlers.calls.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.calls.set(channel, answer);
  },
};

export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown[]): void {
    if (isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    standIn.privileges.push(...schemes);
  },
  handle(scheme: string, answer: (request: Request) => Response | Promise<Response>): void {
    handlers.schemes.set(scheme, answer);
  },
};

type Check = (contents: unknown, permission: string, origin: string) => boolean;

class Session extends EventEmitter {
  setPermissionRequestHandler(
    ask: (contents: unknown, name: string, answer: (isAllowed: boolean) => void, details: object) => void,
  ): void {
    // What is not asked for beforehand is asked for when it is needed: both have to say yes.
    const check = handlers.isAllowed;
    handlers.isAllowed = (name, requestingUrl) => {
      let isAllowed = false;
      ask(null, name, (answer) => (isAllowed = answer), { requestingUrl });
      return isAllowed && check(name, requestingUrl);
    };
  }
  setPermissionCheckHandler(ask: Check): void {
    const request = handlers.isAllowed;
    handlers.isAllowed = (name, origin) => ask(null, name, origin) && request(name, origin);
  }
  setDevicePermissionHandler(ask: (details: object) => boolean): void {
    standIn.mayUseDevice = () => ask({});
  }
}

export const session = { defaultSession: new Session() };

/** Turns the letters round: enough to see what has been locked and what has not. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => surroundings.keychain !== 'none',
  getSelectedStorageBackend: () => (surroundings.keychain === 'none' ? 'unknown' : surroundings.keychain),
  encryptStringAsync: async (text: string) => Buffer.from(text).reverse(),
  decryptStringAsync: async (blob: Buffer) => ({
    result: Buffer.from(blob).reverse().toString(),
    shouldReEncrypt: false,
  }),
};

function show(kind: string, options: unknown, otherwise: unknown): unknown {
  standIn.dialogs.push({ kind, options });
  return standIn.answers.shift() ?? otherwise;
}

/** As the Escape key does. */
const dismissed = (args: unknown[]) => (args.at(-1) as { cancelId?: number }).cancelId ?? 0;
const withoutWindow = (args: unknown[]) => args.at(-1);

export const dialog = {
  showErrorBox: (title: string, content: string) => void show('error', { title, content }, null),
  showMessageBox: async (...args: unknown[]) => show('message', withoutWindow(args), { response: dismissed(args) }),
  showMessageBoxSync: (...args: unknown[]) => show('message', withoutWindow(args), dismissed(args)),
  showOpenDialog: async (...args: unknown[]) => show('open', withoutWindow(args), { canceled: true, filePaths: [] }),
  showSaveDialog: async (...args: unknown[]) => show('save', withoutWindow(args), { canceled: true }),
};

export const shell = {
  openPath: async (path: string) => {
    standIn.opened.push(path);
    return '';
  },
  openExternal: async (address: string) => void standIn.opened.push(address),
  showItemInFolder: (path: string) => void standIn.opened.push(path),
};

export const powerMonitor = new EventEmitter();

export const screen = {
  getAllDisplays: () => surroundings.screens.map((workArea) => ({ workArea })),
};

export const nativeImage = {
  createFromDataURL: (address: string) => ({ address, isEmpty: () => false, setTemplateImage: () => undefined }),
};

answerTests({ app, BrowserWindow, Menu, Tray, dialog, powerMonitor, session, shell, standIn });
