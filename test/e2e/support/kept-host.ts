import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Order } from './hosts-in-one.ts';
import { type Exit, type HostProcess, spawnHost, waitsFor } from './run-host.ts';

const PROGRAM = fileURLToPath(new URL('hosts-in-one.ts', import.meta.url));

/**
 * A process in which the built host runs again and again, one after the other, each on a folder and ports of its own: a third of what a
 * process of its own costs. Starts, ends and faults of a process are proven on hosts that have one.
 */
export class KeptHost {
  #process: HostProcess | null = null;
  #runs = 0;

  /** As `spawnHost` does; the one before it has ended. */
  run(args: readonly string[]): HostProcess {
    const kept = this.#living();
    const { child } = kept;
    this.#runs += 1;
    const end = `\0${this.#runs} `;
    const began = { stdout: kept.stdout().length, stderr: kept.stderr().length };
    const stdout = () => kept.stdout().slice(began.stdout).split(end, 1)[0]!;
    const stderr = () => kept.stderr().slice(began.stderr);
    const hasEnded = () => kept.stdout().includes(end);
    const codeOf = (): Exit => ({ code: Number.parseInt(kept.stdout().split(end)[1]!, 10), signal: null });
    const exited = kept.said(end).then(codeOf, () => kept.exited);
    const order = (told: Order) => child.send(told);
    order({ kind: 'start', host: inject('host'), args, end });
    return {
      child,
      exited,
      stdout,
      stderr,
      ...waitsFor(child, { exited, stdout, stderr }),
      end: (signal) => {
        if (hasEnded()) return;
        if (signal === 'SIGTERM') order({ kind: 'stop' });
        else child.kill(signal);
      },
    };
  }

  async close(): Promise<void> {
    this.#process?.end('SIGKILL');
    await this.#process?.exited;
  }

  #living(): HostProcess {
    const { exitCode = null, signalCode = null } = this.#process?.child ?? {};
    if (this.#process === null || exitCode !== null || signalCode !== null)
      this.#process = spawnHost([], {
        program: PROGRAM,
        isTold: true,
        env: { NODE_COMPILE_CACHE: inject('compileCache') },
      });
    return this.#process;
  }
}
