import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What cloudflared writes while it opens a quick tunnel; the first line is not about our address. */
export const QUICK_LINES = [
  '2026-01-01T00:00:00Z INF Requesting new quick Tunnel on trycloudflare.com... https://api.trycloudflare.com',
  '2026-01-01T00:00:01Z INF |  https://calm-river.trycloudflare.com  |',
  '2026-01-01T00:00:02Z INF Registered tunnel connection connIndex=0',
];

/** A folder for PATH with a program that says its lines, then stays until it is ended; it notes how it was started. */
export class FakeProgram {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'fieldhook-program-'));
  readonly file: string;

  constructor(name: string) {
    this.file = join(this.folder, name);
  }

  /** From the next start on: writes `lines` to its error output, then waits (`stay`), ends (`end`) or cannot be asked to end (`stubborn`). */
  write(lines: readonly string[], then: 'stay' | 'end' | 'stubborn' = 'stay'): this {
    const quoted = lines.map((line) => `'${line}'`).join(' ');
    const script = [
      '#!/bin/sh',
      then === 'stubborn' ? "trap '' TERM" : ':',
      `{ printf '%s\\n' "$@"; echo --- ; env; } > '${this.folder}'/$$.run`,
      lines.length > 0 ? `printf '%s\\n' ${quoted} >&2` : ':',
      then === 'end' ? 'exit 1' : 'exec sleep 3600',
    ];
    writeFileSync(this.file, `${script.join('\n')}\n`);
    chmodSync(this.file, 0o755);
    return this;
  }

  /** Each start so far, in no order. */
  runs(): { pid: number; args: string[]; env: Record<string, string> }[] {
    const files = existsSync(this.folder) ? readdirSync(this.folder).filter((file) => file.endsWith('.run')) : [];
    return files.map((file) => {
      const [args = '', env = ''] = readFileSync(join(this.folder, file), 'utf8').split('---\n');
      const variables = [...env.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
      return { pid: Number.parseInt(file, 10), args: args.trim().split('\n'), env: Object.fromEntries(variables) };
    });
  }

  /** Ends what still runs, and removes the folder. */
  clear(): void {
    for (const { pid } of this.runs()) signal(pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function isRunning(pid: number): boolean {
  return signal(pid, 0);
}

/** False where there is no such process, any more or at all. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
