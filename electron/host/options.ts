import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from './default-data-dir.ts';

/** How one start of Fieldhook was asked for; the same for both hosts. */
export interface HostOptions {
  headless: boolean;
  dataDir: string;
  /** Receiver port, 0 takes any free one. */
  port: number;
  /** Port of the screens in the browser, 0 takes any free one. */
  uiPort: number;
  tunnel: boolean;
  /** Null: nobody said, so the host decides. */
  open: boolean | null;
  json: boolean;
  /** A backup to put in the place of the data before the start. */
  restore: string | null;
  /** The file whose content locks the secrets. */
  passphraseFile: string | null;
}

export type Asked =
  | { kind: 'run'; options: HostOptions }
  | { kind: 'help' }
  | { kind: 'version' }
  | { kind: 'bad-option'; sentence: string };

interface Surroundings {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  home: string;
  cwd: string;
  /** The desktop window shares its command line with Chromium, whose switches are not ours to judge. */
  unknown: 'refuse' | 'ignore';
}

class BadOption extends Error {}

const OPTIONS = {
  headless: { type: 'boolean' },
  data: { type: 'string' },
  port: { type: 'string' },
  'ui-port': { type: 'string' },
  tunnel: { type: 'boolean' },
  'no-tunnel': { type: 'boolean' },
  open: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' },
  restore: { type: 'string' },
  'passphrase-file': { type: 'string' },
  version: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
} as const;

type OptionName = keyof typeof OPTIONS;

/** Reads the command line and the FIELDHOOK_* variables; a flag wins over its variable, the last flag over the ones before. */
export function readOptions(args: readonly string[], given: Partial<Surroundings> = {}): Asked {
  const surroundings = { ...thisProcess(), ...given };
  try {
    const flags = readFlags(args, surroundings.unknown);
    if (flags.has('help')) return { kind: 'help' };
    if (flags.has('version')) return { kind: 'version' };
    return { kind: 'run', options: toOptions(flags, surroundings) };
  } catch (error) {
    if (error instanceof BadOption) return { kind: 'bad-option', sentence: error.message };
    throw error;
  }
}

function thisProcess(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir(), cwd: process.cwd(), unknown: 'refuse' };
}

/** Name → the value as written (`''` for a switch), with `no-x` and `x` replacing each other. */
function readFlags(args: readonly string[], unknown: Surroundings['unknown']): Map<OptionName, string> {
  const flags = new Map<OptionName, string>();
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (unknown === 'ignore') continue;
      throw new BadOption(`Fieldhook does not know what to do with “${token.value}”. See --help.`);
    }
    const { name, rawName, value } = token;
    if (!isOption(name)) {
      if (unknown === 'ignore') continue;
      throw new BadOption(`Fieldhook does not know the option ${rawName}. See --help.`);
    }
    if (OPTIONS[name].type === 'boolean') {
      if (value !== undefined) throw new BadOption(`${rawName} takes no value.`);
      flags.delete(opposite(name));
      flags.set(name, '');
    } else {
      // `--data --json` is a forgotten folder, not a folder called `--json`; `--data=--json` says so on purpose.
      const isForgotten = !value || (!token.inlineValue && value.startsWith('-') && !/^-\d+$/.test(value));
      if (isForgotten) throw new BadOption(`${rawName} needs a value.`);
      flags.set(name, value);
    }
  }
  return flags;
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

function opposite(name: OptionName): OptionName {
  const other = name.startsWith('no-') ? name.slice('no-'.length) : `no-${name}`;
  return isOption(other) ? other : name;
}

function toOptions(flags: Map<OptionName, string>, { env, platform, home, cwd }: Surroundings): HostOptions {
  const text = (name: OptionName, variable: string) =>
    flags.has(name)
      ? { written: `--${name}`, value: flags.get(name) ?? '' }
      : { written: variable, value: env[variable] ?? '' };
  const port = (name: OptionName, variable: string, standard: number) => {
    const { written, value } = text(name, variable);
    if (value === '') return standard;
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
      throw new BadOption(`${written} needs a number from 0 to 65535, not “${value}”.`);
    return Number(value);
  };
  const truthOf = (variable: string) => {
    const value = env[variable] ?? '';
    if (value === '') return null;
    if (value === '1' || value === 'true') return true;
    if (value === '0' || value === 'false') return false;
    throw new BadOption(`${variable} must be 1 or 0, not “${value}”.`);
  };
  // Whoever knows `--no-tunnel` looks for FIELDHOOK_NO_TUNNEL; unheard, it would leave a public address open.
  const either = (name: 'headless' | 'tunnel' | 'open' | 'json', variable: string) => {
    if (flags.has(name)) return true;
    if (isOption(`no-${name}`) && flags.has(`no-${name}` as OptionName)) return false;
    const said = truthOf(variable);
    const opposite = variable.replace('FIELDHOOK_', 'FIELDHOOK_NO_');
    const denied = isOption(`no-${name}`) ? truthOf(opposite) : null;
    if (said !== null && said === denied)
      throw new BadOption(`${variable} and ${opposite} contradict each other; give one of them.`);
    return denied === null ? said : !denied;
  };

  const passphraseFile = text('passphrase-file', 'FIELDHOOK_PASSPHRASE_FILE').value;
  const options: HostOptions = {
    headless: either('headless', 'FIELDHOOK_HEADLESS') ?? false,
    dataDir: resolve(cwd, fromHome(text('data', 'FIELDHOOK_DATA').value, home) || defaultDataDir(platform, env, home)),
    port: port('port', 'FIELDHOOK_PORT', 4780),
    uiPort: port('ui-port', 'FIELDHOOK_UI_PORT', 4781),
    tunnel: either('tunnel', 'FIELDHOOK_TUNNEL') ?? true,
    open: either('open', 'FIELDHOOK_OPEN'),
    json: either('json', 'FIELDHOOK_JSON') ?? false,
    // No variable: it would restore at every start.
    restore: flags.has('restore') ? resolve(cwd, fromHome(flags.get('restore') ?? '', home)) : null,
    passphraseFile: passphraseFile === '' ? null : resolve(cwd, fromHome(passphraseFile, home)),
  };
  if (options.port !== 0 && options.port === options.uiPort)
    throw new BadOption(`--port and --ui-port are both ${options.port}; give them different numbers.`);
  return options;
}

/** A shell leaves `--data=~/shop` as it is; nobody means a folder named `~`. */
function fromHome(folder: string, home: string): string {
  return folder === '~' || folder.startsWith('~/') ? `${home}${folder.slice(1)}` : folder;
}
