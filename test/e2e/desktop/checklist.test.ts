import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, inject } from 'vitest';
import { firstScreen, test } from './desktop-journey.ts';

// Electron’s list of twenty points (docs/tutorial/security.md), each asked of the built app. The numbers are those of the list.

/** The built main process, without the thread of the database. */
const bundle = () => readFileSync(inject('desktop'), 'utf8');
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('the security of the window', () => {
  test('2, 3, 4 the page is sandboxed, isolated and finds no Node', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    expect(
      await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in window)),
    ).toEqual([]);
    const { isSandboxed, preferences } = await desktop.evaluate(({ BrowserWindow, standIn }) => ({
      isSandboxed: standIn.isSandboxed,
      preferences: BrowserWindow.getAllWindows().map((window) => window.webContents.getLastWebPreferences()),
    }));
    expect(isSandboxed).toBe(true);
    expect(preferences).toEqual([
      {
        preload: join(dirname(inject('desktop')), '..', 'preload', 'preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
      },
    ]);
    expect(bundle().match(/new BrowserWindow\(/g)).toHaveLength(1);
  });

  test('5 of all permissions the page has only that to write to the clipboard', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    const states = await page.evaluate(async () => {
      const names = [
        'clipboard-write',
        'clipboard-read',
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
      ];
      const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
      return (await Promise.all(asked)).map(({ name, state }) => [name, state]);
    });
    expect(states.filter(([, state]) => state === 'granted')).toEqual([['clipboard_write', 'granted']]);
    expect(await desktop.evaluate(({ standIn }) => standIn.mayUseDevice())).toBe(false);
  });

  test('6, 8, 9, 10 nothing in the app loosens what Chromium does by itself', () => {
    const loose =
      /webSecurity: ?(false|!1)|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|appendSwitch|bypassCSP|corsEnabled/;
    expect(bundle()).not.toMatch(loose);
  });

  test('1, 7 the page’s policy runs no script but its own and reaches nobody else', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    const seen = await page.evaluate(async () => {
      const violated: string[] = [];
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective));
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="x" onerror="window.ran = 1"><iframe src="https://evil.test/"></iframe>';
      const inline = document.createElement('script');
      inline.textContent = 'window.ran = 2';
      const remote = document.createElement('script');
      remote.src = 'https://evil.test/a.js';
      document.body.append(holder, inline, remote);
      const refused = await fetch('https://evil.test/').then(
        () => 'answered',
        () => 'refused',
      );
      // Playwright lets what it runs evaluate texts, but not what that runs later.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(new Function('return "ran"')());
          } catch {
            resolve('refused');
          }
        }),
      );
      const forbidden = ['script-src', 'script-src-attr', 'script-src-elem', 'frame-src', 'connect-src'];
      while (forbidden.some((name) => !violated.includes(name))) await new Promise(requestAnimationFrame);
      for (const added of [holder, inline, remote]) added.remove();
      return { refused, evaluated, ran: 'ran' in window };
    });
    expect(seen).toEqual({ refused: 'refused', evaluated: 'refused', ran: false });
    expect(await desktop.evaluate(({ standIn }) => standIn.foreignRequests)).toEqual([]);
  });

  test('11, 12 no page can embed another', async ({ desktop }) => {
    const isPrevented = await desktop.evaluate(({ BrowserWindow }) => {
      let prevented = false;
      const event = { preventDefault: () => (prevented = true) };
      BrowserWindow.getAllWindows()[0]!.webContents.emit('will-attach-webview', event, {}, {});
      return prevented;
    });
    expect(isPrevented).toBe(true);
  });

  test.for([
    'https://evil.test/',
    'http://127.0.0.1/',
    'http://fieldhook.evil.test/',
    'http://fieldhook.evil.localhost/',
    'data:text/html,<h1>x</h1>',
    'file:///etc/passwd',
    'javascript:document.body.replaceChildren()',
  ])('13 the page stays where it is when it is sent to %s', async (address, { desktop }) => {
    const page = await firstScreen(desktop);
    const at = page.url();
    await page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
    await page.evaluate(() => fetch('/api/health').then((answer) => answer.text()));
    expect(page.url()).toBe(at);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await desktop.evaluate(({ standIn }) => standIn.foreignRequests)).toEqual([]);
  });

  test('13 neither the page nor a frame in it is let to go, nor redirected, to what is not ours', async ({
    desktop,
  }) => {
    const addresses = [
      ...['app://fieldhook/', 'app://fieldhook/#/log', 'app://fieldhook.evil/', 'app://main/', 'app://user@fieldhook/'],
      ...[
        'https://evil.test/',
        'file:///etc/passwd',
        'javascript:1',
        'data:text/html,x',
        'about:blank',
        'smb://evil.test/share',
      ],
      ...['blob:app://fieldhook/x', 'ms-settings:', 'vbscript:1', 'app:fieldhook', ''],
    ];
    const allowed = await desktop.evaluate(({ BrowserWindow }, urls) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      return ['will-navigate', 'will-frame-navigate', 'will-redirect'].map((name) =>
        urls.filter((url) => {
          let isPrevented = false;
          const preventDefault = () => {
            isPrevented = true;
          };
          webContents.emit(name, { url, preventDefault });
          return !isPrevented;
        }),
      );
    }, addresses);
    const ours = ['app://fieldhook/', 'app://fieldhook/#/log'];
    expect(allowed).toEqual([ours, ours, ours]);
  });

  test('14, 15 no page opens a window, and nothing is handed to the system', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    const profile = await desktop.profile();
    const actions = () => desktop.evaluate(({ standIn }) => standIn.wantedWindows.map(({ action }) => action));
    await page.evaluate(() => void window.open('https://evil.test/'));
    await expect.poll(actions).toEqual(['deny']);
    const others = [
      'smb://evil.test/share',
      'file:///etc/passwd',
      'ms-settings:',
      'vbscript:1',
      'mailto:a@mail.example',
      '/',
    ];
    const answers = await desktop.evaluate(
      ({ BrowserWindow }, urls) => urls.map((url) => BrowserWindow.getAllWindows()[0]!.webContents.askForWindow(url)),
      others,
    );
    expect(answers).toEqual(others.map(() => 'deny'));
    await expect.poll(() => profile.pages().length).toBe(1);
    expect(await desktop.evaluate(({ standIn }) => standIn.opened)).toEqual([]);
    expect(bundle()).not.toContain('openExternal');
  });

  test('16, 19 one exact version of Electron, packed with everything off that could run something else', () => {
    const { electron } = JSON.parse(read('package.json')).devDependencies;
    const builder = read('electron-builder.yml');
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
    const fuses = builder.slice(builder.indexOf('electronFuses:')).split('\n').slice(1).filter(Boolean);
    expect(fuses.map((line) => line.trim())).toEqual([
      'runAsNode: false',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableCookieEncryption: true',
      'onlyLoadAppFromAsar: true',
      'enableEmbeddedAsarIntegrityValidation: true',
      'grantFileProtocolExtraPrivileges: false',
    ]);
  });

  test('I4 17 a call is answered to the main frame of our page only, and only the calls that the preload names', async ({
    desktop,
  }) => {
    const page = await firstScreen(desktop);
    const channels = await desktop.evaluate(({ standIn }) => [...standIn.calls.keys()]);
    const preload = readFileSync(join(dirname(inject('desktop')), '..', 'preload', 'preload.cjs'), 'utf8');
    expect(new Set([...preload.matchAll(/invoke\(["'`]([a-z-]+)["'`]/g)].map(([, name]) => name))).toEqual(
      new Set(channels),
    );
    const fromFrame = await page.evaluate(async (names) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const call = (frame.contentWindow as unknown as { __standIn: (name: string, args: unknown[]) => unknown })
        .__standIn;
      const answers = await Promise.all(names.map((name) => call(name, [])));
      frame.remove();
      return answers;
    }, channels);
    expect(fromFrame).toEqual(channels.map(() => ({ fault: 'Error: Not allowed.' })));
    const refused = await desktop.evaluate(async ({ standIn }) => {
      const senders = [
        null,
        { url: 'https://evil.test/', parent: null },
        { url: 'app://fieldhook.evil/', parent: null },
      ];
      const answers = [];
      for (const call of standIn.calls.values()) {
        for (const senderFrame of senders) {
          answers.push(await Promise.resolve(call({ senderFrame } as never)).then(() => 'answered', String));
        }
      }
      return [...new Set(answers)];
    });
    expect(refused).toEqual(['Error: Not allowed.']);
    const misshapen = await page.evaluate(async () => {
      const { tellUnsaved } = (window as unknown as { fieldhookShell: Record<string, (...args: unknown[]) => unknown> })
        .fieldhookShell;
      const all = [['webhook'], ['secret', []], ['webhook', 'Bookings'], ['flow', ['x'.repeat(201)]], ['flow', [{}]]];
      return Promise.all(all.map((args) => Promise.resolve(tellUnsaved!(...args)).then(() => 'taken', String)));
    });
    expect(new Set(misshapen)).toEqual(
      new Set(["Error: Error invoking remote method 'tell-unsaved': Error: Not allowed."]),
    );
    expect(await desktop.evaluate(({ standIn }) => standIn.opened)).toEqual([]);
  });

  test('18 the scheme has no way round the policy, and there is no path out of the screens', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    expect(await desktop.evaluate(({ standIn }) => standIn.privileges)).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    const statuses = await page.evaluate(async () => {
      const paths = [
        '/%2e%2e%2fmain/main.js',
        '/..%5cmain%5cmain.js',
        '/%2fetc%2fpasswd',
        '/assets/..%2f..%2fmain%2fmain.js',
        '/index.html%00',
      ];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
  });

  test('20 the page is given named functions and nothing of Electron', async ({ desktop }) => {
    const page = await firstScreen(desktop);
    const given = await page.evaluate(() => {
      const { fieldhookShell } = window as unknown as { fieldhookShell: Record<string, unknown> };
      return { names: Object.keys(fieldhookShell), kinds: Object.values(fieldhookShell).map((part) => typeof part) };
    });
    expect(given).toEqual({ names: ['tellUnsaved', 'takeFile'], kinds: ['function', 'function'] });
    expect(
      readdirSync(join(dirname(inject('desktop')), '..', 'preload')).filter((name) => name.endsWith('.cjs')),
    ).toEqual(['preload.cjs']);
  });
});
