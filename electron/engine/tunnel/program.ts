import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where package managers of macOS put programs; applications started from the Dock do not have these in their PATH. */
const ALSO = process.platform === 'darwin' ? ['/opt/homebrew/bin', '/usr/local/bin'] : [];

/** What a tunnel's program may know of our surroundings. Everything else stays with us: other variables could steer it, or be secret. */
const PASSED_ON = [
  ...['PATH', 'HOME', 'LANG', 'TMPDIR', 'XDG_CONFIG_HOME', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
  ...['SYSTEMROOT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP'],
];

/**
 * Runs the program and waits. The pipe that is our end of its standard input closes when we close it, and also when we die in any way:
 * then the program is asked to end, and made to after the seconds in $1. When it ends by itself, nobody is left to be killed by mistake.
 */
const LEASH = `
grace=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ cat <&3; kill "$child"; sleep "$grace"; kill -9 "$child"; } >/dev/null 2>&1 &
leash=$!
exec 3<&-
wait "$child"
kill "$leash" 2>/dev/null
`;

export interface ProgramRun {
  file: string;
  args: readonly string[];
  /** Variables for it, beside the few of our own that are passed on. */
  env: Readonly<Record<string, string>>;
  /** Each line that it writes, to either output. */
  onLine: (line: string) => void;
  /** It is gone, or could not be started. Called once. */
  onEnd: () => void;
  /** In seconds, between asking it to end and making it. */
  grace?: number;
}

/** The first executable file of that name in `searchPath` (as in PATH); null when there is none. */
export function findProgram(name: string, searchPath: string): string | null {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = [...searchPath.split(delimiter).filter((folder) => folder !== ''), ...ALSO];
  return folders.map((folder) => join(folder, file)).find(isExecutable) ?? null;
}

/**
 * Runs a program until `stop`, which asks it to end and does not wait. It ends with us, also when we are killed; only on Windows can it
 * outlive us then.
 */
export function runProgram({ file, args, env, onLine, onEnd, grace = 3 }: ProgramRun): { stop: () => void } {
  const isWindows = process.platform === 'win32';
  const [command, given] = isWindows
    ? [file, args]
    : ['/bin/sh', ['-c', LEASH, 'fieldhook', String(grace), file, ...args]];
  const child = spawn(command, given, {
    env: { ...passedOn(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C in our terminal is for us; we end the program in our order.
    detached: !isWindows,
    windowsHide: true,
  });
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    child.stdin.destroy();
    onEnd();
  };
  child.once('error', end);
  child.once('close', end);
  // A program that is already gone does not take its end of the pipe any more.
  child.stdin.on('error', () => undefined);
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', onLine);
  return {
    stop() {
      child.stdin.destroy();
      if (isWindows) child.kill();
    },
  };
}

function passedOn(): Record<string, string> {
  const known = PASSED_ON.map((name) => [name, process.env[name]]);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
