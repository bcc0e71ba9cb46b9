import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const VIEWPORT = { width: 1280, height: 800 };
/** Long, since a busy machine may be slow; nothing waits longer than it has to. */
const WAIT_MS = 30_000;

/**
 * One browser, profile and page for all tests of a worker, as new for each test. What stays is what no test is about: loaded scripts and
 * their compiled code, which cost more than most journeys. That the screens keep nothing in the browser is proven in
 * test/unit/renderer/nothing-kept.test.ts. Workers do not share a browser, because everything in a browser shares its clipboard.
 */
export class KeptBrowser {
  readonly #browser: Browser;
  #context: BrowserContext | null = null;
  #page: Page | null = null;
  #endpoint: Promise<{ endpoint: string }> | null = null;
  /** How many pages the test has asked for. */
  #opened = 0;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(executablePath: string): Promise<KeptBrowser> {
    // Chromium refuses its sandbox to root, and container images give /dev/shm little room.
    const args = ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
    // Each test loads the page anew: what code would gain by being optimized is gone before it has paid for the optimizing.
    args.push('--js-flags=--no-opt --no-maglev');
    return new KeptBrowser(await chromium.launch({ executablePath, args }));
  }

  /** An empty page in the profile: the kept one first, then further ones. */
  async page(): Promise<Page> {
    this.#context ??= await this.#newContext();
    this.#opened += 1;
    if (this.#opened > 1) return this.#context.newPage();
    if (this.#page === null || this.#page.isClosed()) this.#page = await this.#context.newPage();
    return this.#page;
  }

  /** Ends what a test did to the profile. What cannot be cleaned is thrown away. */
  async makeAsNew(): Promise<void> {
    this.#opened = 0;
    const context = this.#context;
    if (context === null) return;
    try {
      await Promise.all(context.pages().map((page) => (page === this.#page ? clean(page) : page.close())));
      await context.clearCookies();
      await context.clearPermissions();
      await context.grantPermissions(['clipboard-write']);
    } catch {
      this.#context = null;
      await context.close();
    }
  }

  /** The browser itself, and the address at which another process can use it too. */
  async shared(): Promise<{ browser: Browser; endpoint: string }> {
    this.#endpoint ??= this.#browser.bind('fieldhook', { host: '127.0.0.1', port: 0 });
    return { browser: this.#browser, endpoint: (await this.#endpoint).endpoint };
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  async #newContext(): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      viewport: VIEWPORT,
      permissions: ['clipboard-write'],
      // Nothing is half faded in when it is looked at; a test about motion asks for it.
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(WAIT_MS);
    return context;
  }
}

async function clean(page: Page): Promise<void> {
  await page.unrouteAll();
  // Another place of the same origin, so that the browser keeps the process that has everything loaded.
  const { protocol } = new URL(page.url());
  await page.goto(protocol === 'http:' ? new URL('/favicon.svg', page.url()).href : 'about:blank');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(VIEWPORT);
}
