import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { APP_ID, tellAppId } from '#desktop/app-id.ts';
import { createCrashBrake } from '#desktop/crash-brake.ts';
import { autostartEntry, loginStart } from '#desktop/login-start.ts';
import { menuTemplate } from '#desktop/menu.ts';
import { type TrayActions, trayMenu, trayStatus } from '#desktop/tray-menu.ts';
import type { Health } from '#shared/contract/health.ts';

const HEALTH: Health = {
  version: '1.0.0',
  startedAt: '2026-07-15T11:00:00.000Z',
  host: 'desktop',
  dataDir: '/data',
  receiver: { listening: true, url: 'http://127.0.0.1:4780' },
  tunnel: {
    state: 'ready',
    provider: 'localtunnel',
    url: null,
    sentence: '',
    promise: '',
    nextTryAt: null,
    checkedAt: null,
  },
  intake: { state: 'open', reason: null, sentence: '' },
  isProcessing: true,
  clockDoubt: null,
  notices: [],
  pending: 0,
  unknownAddressRequests: 0,
};
const PAUSED: Health = { ...HEALTH, intake: { state: 'holding', reason: 'paused', sentence: '' } };
const withTunnel = (state: Health['tunnel']['state']): Health => ({ ...HEALTH, tunnel: { ...HEALTH.tunnel, state } });

describe('the tray', () => {
  it.each<[Health, string]>([
    [HEALTH, 'Receiving at the public address'],
    [withTunnel('off'), 'Receiving on this computer only'],
    [withTunnel('starting'), 'The public address is being opened'],
    [withTunnel('retrying'), 'The public address cannot be reached'],
    [withTunnel('alarm'), 'Somebody else answers at the public address'],
    [PAUSED, 'Paused: no requests are taken'],
    [
      { ...HEALTH, intake: { state: 'holding', reason: 'slow-disk', sentence: '' } },
      'Not accepting requests: open Fieldhook',
    ],
    [{ ...HEALTH, isProcessing: false }, 'Requests are stored, but not worked on'],
    [{ ...PAUSED, receiver: { listening: false, url: null } }, 'Not listening: no request can arrive'],
  ])('%#. says %s', (health, words) => {
    expect(trayStatus(health)).toBe(words);
  });

  const done: unknown[] = [];
  const actions: TrayActions = {
    open: () => done.push('open'),
    pause: (isPaused) => done.push(isPaused),
    lookForUpdates: () => done.push('updates'),
    quit: () => done.push('quit'),
    startAtLogin: { isOn: () => false, set: (isOn) => done.push({ isOn }) },
  };
  const press = (health: Health | null, label: string, given = actions) => {
    const item = trayMenu(health, given).find((entry) => entry.label === label);
    expect(item?.enabled).not.toBe(false);
    item!.click!(null as never, undefined, null as never);
    return done.splice(0);
  };

  it('opens, pauses, resumes, starts with the computer and quits', () => {
    expect(press(HEALTH, 'Open Fieldhook')).toEqual(['open']);
    expect(press(HEALTH, 'Pause receiving')).toEqual([true]);
    expect(press(PAUSED, 'Resume receiving')).toEqual([false]);
    expect(press(null, 'Start with the computer')).toEqual([{ isOn: true }]);
    expect(press(null, 'Quit Fieldhook')).toEqual(['quit']);
  });

  it('offers no pause before it knows how Fieldhook is doing, and no start with the computer where there is none', () => {
    const items = trayMenu(null, { ...actions, startAtLogin: null });
    expect(items.find(({ label }) => label === 'Pause receiving')).toMatchObject({ enabled: false });
    expect(items.map(({ label }) => label)).not.toContain('Start with the computer');
  });
});

describe('the menu', () => {
  const roles = (platform: NodeJS.Platform, isDeveloper: boolean) =>
    JSON.stringify(menuTemplate(platform, isDeveloper, () => undefined));
  it('copies and quits on each system, and opens the tools of developers for developers only', () => {
    expect(roles('darwin', false)).toContain('"appMenu"');
    for (const platform of ['linux', 'win32'] as const) expect(roles(platform, false)).toContain('"quit"');
    expect(roles('linux', false)).toContain('"editMenu"');
    expect(roles('linux', false)).not.toContain('toggleDevTools');
    expect(roles('linux', true)).toContain('toggleDevTools');
  });
});

describe('a page that crashes', () => {
  it('comes back three times a minute', () => {
    let now = 0;
    const brake = createCrashBrake(() => now);
    expect([brake.mayReload(), brake.mayReload(), brake.mayReload(), brake.mayReload()]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    now = 60_001;
    expect(brake.mayReload()).toBe(true);
  });
});

describe('starting with the computer on Linux', () => {
  it('names the program as the desktop’s standard wants it', () => {
    expect(autostartEntry('/opt/Field hook/fieldhook')).toBe(
      '[Desktop Entry]\nType=Application\nName=Fieldhook\nExec="/opt/Field hook/fieldhook" --hidden\n',
    );
    expect(autostartEntry('/a"$`\\%/f')).toContain('Exec="/a\\\\"\\\\$\\\\`\\\\\\\\%%/f"');
  });
});

describe('a start with the computer', () => {
  const isNow = (platform: NodeJS.Platform, args: string[], wasOpenedAtLogin: boolean) => {
    const app = { getLoginItemSettings: () => ({ wasOpenedAtLogin }) } as Parameters<typeof loginStart>[0];
    return loginStart({ ...app, getPath: () => '/' }, platform, 'fieldhook').isNow(args);
  };

  it.each<[NodeJS.Platform, string[], boolean, boolean]>([
    ['linux', ['fieldhook', '--hidden'], false, true],
    ['linux', ['fieldhook'], false, false],
    ['win32', ['fieldhook.exe', '--hidden'], false, true],
    ['win32', ['fieldhook.exe'], false, false],
    // It gives no arguments.
    ['darwin', ['Fieldhook'], true, true],
    ['darwin', ['Fieldhook'], false, false],
  ])('on %s with %j, opened at login: %s → %s', (platform, args, wasOpenedAtLogin, expected) => {
    expect(isNow(platform, args, wasOpenedAtLogin)).toBe(expected);
  });
});

describe('the id of the app', () => {
  it('is told to Windows by an installed one only, and is the one of the installer', () => {
    const told: string[] = [];
    const setAppUserModelId = (id: string) => void told.push(id);
    for (const platform of ['win32', 'darwin', 'linux'] as const)
      for (const isPackaged of [true, false]) tellAppId({ isPackaged, setAppUserModelId }, platform);
    expect(told).toEqual([APP_ID]);
    const settings = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
    expect(settings).toContain(`appId: ${APP_ID}\n`);
  });
});
