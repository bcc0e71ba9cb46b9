import { EventEmitter } from 'node:events';
import {
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
  type Request as PageRequest,
  type Route,
} from 'playwright-core';
import { toApp, toShown } from './addresses.ts';
import { type AnswerScheme, startPageServer } from './page-server.ts';
import { BRIDGE, preloadScript } from './preload-script.ts';
import { surroundings } from './surroundings.ts';

/** What the app’s modules share: who answers which scheme and which call, and what was written down. */
export const handlers = {
  schemes: new Map<string, AnswerScheme>(),
  calls: new Map<string, (event: CallEvent, ...args: unknown[]) => unknown>(),
  isAllowed: (_permission: string, _origin: string): boolean => true,
};

export interface CallEvent {
  senderFrame: WebFrameMain | null;
  sender: WebContents;
}

interface WebFrameMain {
  url: string;
  parent: WebFrameMain | null;
}

type Answer = { value: unknown } | { fault: string };
interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An event that its listeners can forbid. */
export class Vetoable {
  defaultPrevented: boolean = false;
  readonly url: string;
  constructor(url = '') {
    this.url = url;
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Pages were told to; a window of any other kind is a fault of the app. */
const DEMANDED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
};

/** Permissions by Chromium’s names for those that Electron asks its handler about. */
const PERMISSIONS: Record<string, string> = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
};

const proxy = await startPageServer((scheme) => handlers.schemes.get(scheme));
/** Addresses outside of the app that a page asked for, other than the pages it was kept from going to. */
export const foreignRequests: string[] = [];
/** Addresses of windows that a page wanted to open, with what the app said. */
export const wantedWindows: { url: string; action: string }[] = [];

const contents = new Map<Page, WebContents>();
const announceContents = new EventEmitter();
/** Hears of all contents of windows, as `web-contents-created` does. */
export const onContents = (hear: (made: WebContents) => void) => announceContents.on('made', hear);

let profile: Promise<BrowserContext> | null = null;
/** The profile of all windows, in the browser of the test. */
const openedProfile = (): Promise<BrowserContext> => (profile ??= openProfile());

async function openProfile(): Promise<BrowserContext> {
  const browser = await chromium.connect(surroundings.browser);
  const context = await browser.newContext({
    proxy: { server: proxy },
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  await context.route('**/*', async (route: Route) => {
    const request = route.request();
    const address = toApp(request.url());
    // A veto leaves the page as it stands, as it does in Electron. A window that was not made by the app shows nothing at all.
    const mayGo = !request.isNavigationRequest() || mayNavigate(request, address);
    if (mayGo && !address.startsWith('app:')) foreignRequests.push(address);
    const isLet = mayGo && address.startsWith('app:');
    // The page may have gone meanwhile.
    await (isLet ? route.continue() : route.abort('aborted')).catch(() => undefined);
  });
  return context;
}

function mayNavigate(request: PageRequest, address: string): boolean {
  let frame: Frame;
  try {
    frame = request.frame();
  } catch {
    // Of a window that a page is just opening, which Electron asks about before there is one.
    const [opener] = contents.values();
    wantedWindows.push({ url: address, action: opener?.askForWindow(address) ?? 'allow' });
    return false;
  }
  return contents.get(frame.page())?.mayGo(address, frame) ?? false;
}

export class WebContents extends EventEmitter {
  readonly #preferences: Record<string, unknown>;
  readonly #frames = new WeakMap<Frame, WebFrameMain>();
  #openHandler: ((details: { url: string }) => { action: string }) | null = null;
  #page: Promise<Page> | null = null;
  #shown: Page | null = null;
  #address = '';
  /** Addresses that the app itself goes to, which asks no listener. */
  #going: string | null = null;
  #isCrashed: boolean = false;

  constructor(preferences: Record<string, unknown>) {
    super();
    for (const [name, value] of Object.entries(DEMANDED)) {
      if (preferences[name] !== value) throw new Error(`A window with ${name} ${preferences[name]}.`);
    }
    this.#preferences = preferences;
    announceContents.emit('made', this);
  }

  getLastWebPreferences(): Record<string, unknown> {
    return this.#preferences;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }
  askForWindow(url: string): string {
    return this.#openHandler?.({ url }).action ?? 'allow';
  }
  getURL(): string {
    return this.#address;
  }
  isCrashed(): boolean {
    return this.#isCrashed;
  }
  get mainFrame(): WebFrameMain | null {
    return this.#shown === null ? null : this.frameOf(this.#shown.mainFrame());
  }
  reload(): void {
    void this.go(this.#address);
  }

  mayGo(url: string, frame: Frame): boolean {
    const isMain = frame.parentFrame() === null;
    if (isMain && this.#going !== null) {
      this.#going = null;
      return true;
    }
    const event = new Vetoable(url);
    if (isMain) this.emit('will-navigate', event);
    this.emit('will-frame-navigate', event);
    return !event.defaultPrevented;
  }

  async go(address: string): Promise<void> {
    // A page that has crashed is not coming back: the next one takes its place.
    if (this.#isCrashed) this.#page = null;
    this.#isCrashed = false;
    this.#page ??= this.#open();
    const page = await this.#page;
    const isWithin = address.split('#')[0] === this.#address.split('#')[0] && address.includes('#');
    this.#going = isWithin && address !== this.#address ? null : address;
    this.#address = address;
    await page.goto(toShown(address), { waitUntil: 'commit' });
  }

  async end(): Promise<void> {
    const page = await this.#page;
    if (page && !this.#isCrashed) await page.close();
  }

  frameOf(frame: Frame): WebFrameMain {
    const known = this.#frames.get(frame);
    if (known !== undefined) return known;
    const parent = frame.parentFrame();
    const made: WebFrameMain = {
      get url() {
        return toApp(frame.url());
      },
      parent: parent === null ? null : this.frameOf(parent),
    };
    this.#frames.set(frame, made);
    return made;
  }

  async #open(): Promise<Page> {
    const context = await openedProfile();
    const page = await context.newPage();
    contents.set(page, this);
    this.#shown = page;
    page.on('crash', () => {
      this.#isCrashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#address = toApp(frame.url());
    });
    page.on('domcontentloaded', () => this.emit('dom-ready'));
    await page.exposeBinding(BRIDGE, ({ frame }, channel: string, args: unknown[]) =>
      this.#call(this.frameOf(frame), channel, args),
    );
    if (typeof this.#preferences.preload === 'string')
      await page.addInitScript(preloadScript(this.#preferences.preload));
    const granted = Object.keys(PERMISSIONS).filter((name) => handlers.isAllowed(name, 'app://fieldhook/'));
    await context.grantPermissions(granted.map((name) => PERMISSIONS[name]!));
    return page;
  }

  async #call(senderFrame: WebFrameMain, channel: string, args: unknown[]): Promise<Answer> {
    const handle = handlers.calls.get(channel);
    if (handle === undefined) return { fault: `Error: No handler registered for '${channel}'` };
    try {
      return { value: structuredClone(await handle({ senderFrame, sender: this }, ...args)) };
    } catch (error) {
      return { fault: String(error) };
    }
  }
}

const windows = new Set<BrowserWindow>();
const announceEnd = new EventEmitter();
/** Hears when the last window has closed. */
export const onLastClosed = (hear: () => void) => announceEnd.on('last', hear);

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  readonly webContents: WebContents;
  readonly #state: Record<'isVisible' | 'isMinimized' | 'isMaximized' | 'isFocused' | 'isDestroyed', boolean> = {
    isVisible: false,
    isMinimized: false,
    isMaximized: false,
    isFocused: false,
    isDestroyed: false,
  };
  #bounds: Bounds;
  #isFirst: boolean = true;

  constructor({
    webPreferences,
    show = true,
    ...given
  }: Partial<Bounds> & {
    webPreferences: Record<string, unknown>;
    show?: boolean;
  }) {
    super();
    const [main = { x: 0, y: 0, width: 1280, height: 800 }] = surroundings.screens;
    const { width = 800, height = 600 } = given;
    this.#bounds = {
      width,
      height,
      x: given.x ?? main.x + Math.round((main.width - width) / 2),
      y: given.y ?? main.y + Math.round((main.height - height) / 2),
    };
    this.#state.isVisible = show;
    this.webContents = new WebContents(webPreferences);
    this.webContents.on('dom-ready', () => {
      if (this.#isFirst) this.emit('ready-to-show');
      this.#isFirst = false;
    });
    windows.add(this);
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.go(address);
  }
  show(): void {
    this.#state.isVisible = true;
    this.emit('show');
  }
  hide(): void {
    this.#state.isVisible = false;
    this.emit('hide');
  }
  focus(): void {
    this.#state.isFocused = true;
  }
  blur(): void {
    this.#state.isFocused = false;
  }
  minimize(): void {
    this.#state.isMinimized = true;
  }
  restore(): void {
    this.#state.isMinimized = false;
  }
  maximize(): void {
    this.#state.isMaximized = true;
    this.#state.isVisible = true;
  }
  isVisible(): boolean {
    return this.#state.isVisible;
  }
  isMinimized(): boolean {
    return this.#state.isMinimized;
  }
  isMaximized(): boolean {
    return this.#state.isMaximized;
  }
  isFocused(): boolean {
    return this.#state.isFocused;
  }
  isDestroyed(): boolean {
    return this.#state.isDestroyed;
  }
  getBounds(): Bounds {
    return { ...this.#bounds };
  }
  getNormalBounds(): Bounds {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }
  /** As the person does by the cross. */
  close(): void {
    const event = new Vetoable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#state.isDestroyed) return;
    this.#state.isDestroyed = true;
    windows.delete(this);
    void this.webContents.end().catch(() => undefined);
    this.emit('closed');
    if (windows.size === 0) announceEnd.emit('last');
  }
}
