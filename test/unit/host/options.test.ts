import { describe, expect, it } from 'vitest';
import { type HostOptions, readOptions } from '#host/options.ts';

const surroundings = { platform: 'linux', home: '/home/ada', cwd: '/srv/shop' } as const;
const standard: HostOptions = {
  headless: false,
  dataDir: '/home/ada/.local/share/fieldhook',
  port: 4780,
  uiPort: 4781,
  tunnel: true,
  open: null,
  json: false,
  restore: null,
  passphraseFile: null,
};

type Case = { args: string[]; env?: Record<string, string> };

const runs: (Case & { gives: Partial<HostOptions> })[] = [
  { args: [], gives: {} },
  { args: ['--headless'], gives: { headless: true } },
  { args: [], env: { FIELDHOOK_HEADLESS: '1' }, gives: { headless: true } },
  { args: [], env: { FIELDHOOK_HEADLESS: '0' }, gives: { headless: false } },
  { args: ['--data', 'books'], gives: { dataDir: '/srv/shop/books' } },
  { args: ['--data=/var/books'], gives: { dataDir: '/var/books' } },
  { args: ['--data=~/books'], gives: { dataDir: '/home/ada/books' } },
  { args: ['--data=--json'], gives: { dataDir: '/srv/shop/--json' } },
  { args: [], env: { FIELDHOOK_DATA: '/var/books' }, gives: { dataDir: '/var/books' } },
  { args: ['--data', '/a'], env: { FIELDHOOK_DATA: '/b' }, gives: { dataDir: '/a' } },
  { args: ['--port', '0'], gives: { port: 0 } },
  { args: ['--port=65535'], gives: { port: 65_535 } },
  { args: [], env: { FIELDHOOK_PORT: '5000', FIELDHOOK_UI_PORT: '5001' }, gives: { port: 5000, uiPort: 5001 } },
  { args: ['--port', '6000'], env: { FIELDHOOK_PORT: 'nonsense' }, gives: { port: 6000 } },
  { args: ['--port', '0', '--ui-port', '0'], gives: { port: 0, uiPort: 0 } },
  { args: ['--port', '1', '--port', '2'], gives: { port: 2 } },
  { args: ['--no-tunnel'], gives: { tunnel: false } },
  { args: [], env: { FIELDHOOK_TUNNEL: '0' }, gives: { tunnel: false } },
  { args: [], env: { FIELDHOOK_NO_TUNNEL: '1' }, gives: { tunnel: false } },
  { args: [], env: { FIELDHOOK_NO_TUNNEL: '0' }, gives: { tunnel: true } },
  { args: ['--tunnel'], env: { FIELDHOOK_NO_TUNNEL: '1' }, gives: { tunnel: true } },
  { args: [], env: { FIELDHOOK_NO_OPEN: '1' }, gives: { open: false } },
  { args: [], env: { FIELDHOOK_NO_JSON: '1' }, gives: {} },
  { args: ['--tunnel'], env: { FIELDHOOK_TUNNEL: '0' }, gives: { tunnel: true } },
  { args: ['--open'], gives: { open: true } },
  { args: ['--no-open'], env: { FIELDHOOK_OPEN: '1' }, gives: { open: false } },
  { args: ['--open', '--no-open'], gives: { open: false } },
  { args: ['--no-open', '--open'], gives: { open: true } },
  { args: [], env: { FIELDHOOK_OPEN: 'false' }, gives: { open: false } },
  { args: ['--json'], gives: { json: true } },
  { args: ['--restore', 'old.db'], gives: { restore: '/srv/shop/old.db' } },
  { args: ['--restore=~/old.db'], gives: { restore: '/home/ada/old.db' } },
  { args: [], env: { FIELDHOOK_RESTORE: '/old.db' }, gives: {} },
  { args: ['--passphrase-file', 'words'], gives: { passphraseFile: '/srv/shop/words' } },
  { args: ['--passphrase-file=~/words'], gives: { passphraseFile: '/home/ada/words' } },
  { args: [], env: { FIELDHOOK_PASSPHRASE_FILE: '/run/words' }, gives: { passphraseFile: '/run/words' } },
  { args: [], env: { FIELDHOOK_JSON: 'true' }, gives: { json: true } },
  { args: [], env: { FIELDHOOK_JSON: '', FIELDHOOK_PORT: '' }, gives: {} },
];

const faults: (Case & { says: RegExp })[] = [
  { args: ['--colour'], says: /does not know the option --colour/ },
  { args: ['-x'], says: /does not know the option -x/ },
  { args: ['--no-json'], says: /does not know the option --no-json/ },
  { args: ['--__proto__'], says: /does not know the option --__proto__/ },
  { args: ['start'], says: /does not know what to do with “start”/ },
  { args: ['--', 'start'], says: /does not know what to do with “start”/ },
  { args: ['--data'], says: /--data needs a value/ },
  { args: ['--data='], says: /--data needs a value/ },
  { args: ['--data', '--json'], says: /--data needs a value/ },
  { args: ['--restore'], says: /--restore needs a value/ },
  { args: ['--passphrase-file', '--json'], says: /--passphrase-file needs a value/ },
  { args: ['--json=1'], says: /--json takes no value/ },
  { args: ['--port', 'abc'], says: /--port needs a number from 0 to 65535, not “abc”/ },
  { args: ['--port', '65536'], says: /--port needs a number/ },
  { args: ['--port', '1.5'], says: /--port needs a number/ },
  { args: ['--port=-1'], says: /--port needs a number/ },
  { args: ['--port', '-1'], says: /--port needs a number from 0 to 65535, not “-1”/ },
  { args: ['--port', '1e3'], says: /--port needs a number/ },
  { args: ['--ui-port', ' 80'], says: /--ui-port needs a number/ },
  { args: [], env: { FIELDHOOK_UI_PORT: 'x' }, says: /FIELDHOOK_UI_PORT needs a number/ },
  { args: [], env: { FIELDHOOK_TUNNEL: 'no' }, says: /FIELDHOOK_TUNNEL must be 1 or 0, not “no”/ },
  { args: [], env: { FIELDHOOK_NO_TUNNEL: 'yes' }, says: /FIELDHOOK_NO_TUNNEL must be 1 or 0, not “yes”/ },
  {
    args: [],
    env: { FIELDHOOK_TUNNEL: '1', FIELDHOOK_NO_TUNNEL: '1' },
    says: /FIELDHOOK_TUNNEL and FIELDHOOK_NO_TUNNEL contradict each other/,
  },
  { args: ['--port', '5000', '--ui-port', '5000'], says: /both 5000/ },
  { args: ['--port', '4781'], says: /both 4781/ },
];

const ask = ({ args, env = {} }: Case) => readOptions(args, { ...surroundings, env });

describe('options', () => {
  it.each(runs)('start: $args with $env gives $gives', ({ gives, ...given }) => {
    expect(ask(given)).toEqual({ kind: 'run', options: { ...standard, ...gives } });
  });

  it.each(faults)('start: $args with $env is refused in one line', ({ says, ...given }) => {
    const asked = ask(given);
    expect(asked).toMatchObject({ kind: 'bad-option', sentence: expect.stringMatching(says) });
    expect(asked.kind === 'bad-option' && asked.sentence).not.toContain('\n');
  });

  it('start: among Chromium’s own switches only ours count, and ours are still judged', () => {
    const args = ['--no-sandbox', '--ozone-platform=wayland', '--port', '5000', 'fieldhook://x', '-psn_0_1'];
    const given = { ...surroundings, env: {}, unknown: 'ignore' } as const;
    expect(readOptions(args, given)).toEqual({ kind: 'run', options: { ...standard, port: 5000 } });
    expect(readOptions(['--port', 'x'], given)).toMatchObject({ kind: 'bad-option' });
  });

  it.each([
    { args: ['--help'], kind: 'help' },
    { args: ['-h', '--json'], kind: 'help' },
    { args: ['--version'], kind: 'version' },
    { args: ['--help', '--version'], kind: 'help' },
    { args: ['--version', '--port', 'abc'], kind: 'version' },
  ])('start: $args asks for $kind', ({ args, kind }) => {
    expect(ask({ args })).toEqual({ kind });
  });
});
