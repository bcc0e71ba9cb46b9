import { expect, it } from 'vitest';
import { browserCommand, opensByItself } from '#host/open-browser.ts';

it.each([
  { platform: 'linux', env: { DISPLAY: ':0' }, isTerminal: true, opens: true },
  { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, isTerminal: true, opens: true },
  { platform: 'linux', env: {}, isTerminal: true, opens: false },
  { platform: 'linux', env: { DISPLAY: ':0' }, isTerminal: false, opens: false },
  {
    platform: 'linux',
    env: { DISPLAY: ':10', SSH_CONNECTION: '10.0.0.2 5000 10.0.0.1 22' },
    isTerminal: true,
    opens: false,
  },
  { platform: 'darwin', env: {}, isTerminal: true, opens: true },
  { platform: 'win32', env: {}, isTerminal: true, opens: true },
  { platform: 'win32', env: {}, isTerminal: false, opens: false },
] as const)('start: $platform with $env, terminal $isTerminal: opens by itself $opens', (given) => {
  expect(opensByItself(given.env, given.platform, given.isTerminal)).toBe(given.opens);
});

it.each([
  { platform: 'linux', gives: ['xdg-open', 'http://x'] },
  { platform: 'darwin', gives: ['open', 'http://x'] },
  { platform: 'win32', gives: ['rundll32', 'url.dll,FileProtocolHandler', 'http://x'] },
] as const)('start: the browser on $platform', ({ platform, gives }) => {
  expect(browserCommand(platform, 'http://x')).toEqual(gives);
});
