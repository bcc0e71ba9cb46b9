import { describe, expect, it } from 'vitest';
import { chooseHost } from '../../../electron/launch/choose-host.mjs';

type Situation = Parameters<typeof chooseHost>[0];

const screen: Situation = {
  headless: false,
  env: { DISPLAY: ':0' },
  platform: 'linux',
  isRoot: false,
  findElectron: () => '/electron',
  downloadElectron: () => Promise.reject(new Error('must not be tried')),
};
const missing = { findElectron: () => null };

const cases: { when: string; situation: Partial<Situation>; gives: Awaited<ReturnType<typeof chooseHost>> }[] = [
  { when: 'a display and Electron', situation: {}, gives: { host: 'desktop', electron: '/electron' } },
  {
    when: 'Wayland',
    situation: { env: { WAYLAND_DISPLAY: 'wayland-0' } },
    gives: { host: 'desktop', electron: '/electron' },
  },
  { when: 'Windows', situation: { env: {}, platform: 'win32' }, gives: { host: 'desktop', electron: '/electron' } },
  {
    when: 'macOS as root',
    situation: { env: {}, platform: 'darwin', isRoot: true },
    gives: { host: 'desktop', electron: '/electron' },
  },
  { when: '--headless', situation: { headless: true }, gives: { host: 'browser', reason: 'you asked for it' } },
  {
    when: 'no display, before any download',
    situation: { env: {}, ...missing },
    gives: { host: 'browser', reason: 'this machine has no display' },
  },
  {
    when: 'root, before any download',
    situation: { isRoot: true, ...missing },
    gives: { host: 'browser', reason: 'the desktop window does not run as root' },
  },
  {
    when: 'Electron arriving',
    situation: { ...missing, downloadElectron: async () => ({ electron: '/new' }) },
    gives: { host: 'desktop', electron: '/new' },
  },
  {
    when: 'Electron out of reach',
    situation: { ...missing, downloadElectron: async () => ({ why: 'it is out of reach' }) },
    gives: { host: 'browser', reason: 'it is out of reach' },
  },
];

describe('start: window or browser', () => {
  it.each(cases)('$when', async ({ situation, gives }) => {
    expect(await chooseHost({ ...screen, ...situation })).toEqual(gives);
  });
});
