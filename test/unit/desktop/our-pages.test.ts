import { describe, expect, it } from 'vitest';
import { APP_SCHEME, isOurPage } from '#desktop/app-origin.ts';
import { isAllowed } from '#desktop/permissions.ts';
import { windowPreferences } from '#desktop/window-preferences.ts';

describe('pages of ours', () => {
  it.each(['app://fieldhook', 'app://fieldhook/', 'app://fieldhook/index.html', 'app://fieldhook/#/log'])(
    '%s',
    (address) => {
      expect(isOurPage(address)).toBe(true);
    },
  );

  it.each([
    'app://fieldhook.evil/',
    'app://main/',
    'app://fieldhook:99/',
    'app://user@fieldhook/',
    'app://evil@fieldhook.test/',
    'http://fieldhook/',
    'https://evil.test/app://fieldhook/',
    'file:///app://fieldhook/',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'blob:app://fieldhook/x',
    'smb://fieldhook/share',
    '',
  ])('%j is none', (address) => {
    expect(isOurPage(address)).toBe(false);
  });
});

describe('permissions', () => {
  it('let our page put text on the clipboard', () => {
    expect(isAllowed('clipboard-sanitized-write', 'app://fieldhook/')).toBe(true);
  });

  it.each([
    'clipboard-read',
    'geolocation',
    'media',
    'notifications',
    'midi',
    'hid',
    'serial',
    'usb',
    'openExternal',
    'fileSystem',
    'fullscreen',
  ])('%s is denied to our page too', (permission) => {
    expect(isAllowed(permission, 'app://fieldhook/')).toBe(false);
  });

  it('deny everything to everybody else', () => {
    expect(isAllowed('clipboard-sanitized-write', 'https://evil.test/')).toBe(false);
    expect(isAllowed('clipboard-sanitized-write', '')).toBe(false);
  });
});

describe('every window', () => {
  it('is sandboxed, isolated and has no Node', () => {
    expect(windowPreferences('/preload.cjs', false)).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
    expect(Object.isFrozen(windowPreferences('/preload.cjs', true))).toBe(true);
  });

  it('gets a scheme that cannot go round the page’s policy', () => {
    expect(APP_SCHEME.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true });
  });
});
