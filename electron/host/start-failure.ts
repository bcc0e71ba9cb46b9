import { StartError } from '#engine/start-error.ts';
import { escapeText } from './escape-text.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import { HostFault } from './host-fault.ts';

/** What to tell the person when Fieldhook could not start, and what to answer to the shell. Never a stack trace. */
export function startFailure(error: unknown): { sentence: string; code: ExitCode } {
  if (error instanceof StartError) return { sentence: escapeText(error.message), code: exitCodeOf(error.kind) };
  if (error instanceof HostFault) return { sentence: escapeText(error.message), code: EXIT[error.exit] };
  const reason = error instanceof Error ? error.message : String(error);
  return { sentence: `Fieldhook could not start: ${escapeText(reason)}`, code: EXIT.fault };
}
