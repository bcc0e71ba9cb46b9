import { systemClock } from '#engine/clock.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { tellFault } from './last-fault.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { VERSION } from './version.ts';

export interface StopOptions {
  dataDir: string;
  stop(): Promise<void>;
  exit(code: ExitCode): void;
  complain(text: string): void;
}

/** Stops on the signals of the system and on a fault that nobody caught; the host adds its own wishes to the returned shutdown. */
export function stopWhenAsked({ dataDir, stop, exit, complain }: StopOptions): Shutdown {
  let code: ExitCode = EXIT.clean;
  const shutdown = createShutdown(systemClock, stop, (forced) => exit(forced ? EXIT.fault : code));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shutdown.ask());
  process.on('uncaughtException', (error) => {
    complain(`${tellFault(error, dataDir, VERSION)}\n`);
    code = EXIT.fault;
    shutdown.ask();
  });
  return shutdown;
}
