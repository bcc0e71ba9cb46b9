import { expect, it } from 'vitest';
import { defaultDataDir } from '#host/default-data-dir.ts';

it.each([
  { platform: 'linux', env: {}, home: '/home/ada', gives: '/home/ada/.local/share/fieldhook' },
  { platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home: '/home/ada', gives: '/data/fieldhook' },
  { platform: 'linux', env: { XDG_DATA_HOME: '' }, home: '/home/ada', gives: '/home/ada/.local/share/fieldhook' },
  { platform: 'darwin', env: {}, home: '/Users/ada', gives: '/Users/ada/Library/Application Support/Fieldhook' },
  { platform: 'win32', env: {}, home: 'C:\\Users\\ada', gives: 'C:\\Users\\ada\\AppData\\Local\\Fieldhook' },
  { platform: 'win32', env: { LOCALAPPDATA: 'D:\\Local' }, home: 'C:\\Users\\ada', gives: 'D:\\Local\\Fieldhook' },
] as const)('start: data lies in $gives on $platform with $env', ({ platform, env, home, gives }) => {
  expect(defaultDataDir(platform, env, home)).toBe(gives);
});
