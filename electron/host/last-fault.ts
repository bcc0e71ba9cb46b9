import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the details of a fault inside Fieldhook go, so that a person is never shown a stack trace. */
export const LAST_FAULT_FILE = 'last-fault.txt';

/** Writes the details into the data folder and tells the person, in one sentence, that and where. */
export function tellFault(error: unknown, dataDir: string, version: string): string {
  const file = join(dataDir, LAST_FAULT_FILE);
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const sentence = 'Fieldhook stopped because of a fault inside it. Nothing that was received is lost; start it again.';
  try {
    writeFileSync(file, `Fieldhook ${version}\n${details}\n`, { mode: 0o600 });
    return `${sentence} The details are in ${file}`;
  } catch {
    return sentence;
  }
}
