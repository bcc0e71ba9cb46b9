import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import program from './copy-database.cjs?raw';

const driver = createRequire(import.meta.url).resolve('better-sqlite3');

/**
 * Copies a database, also one that is open here, to a file that does not exist; then opens the copy, checks it whole, compares the number of
 * rows of each table and syncs it. Rejects with what was wrong, or when it was called off; the caller takes the unfinished file away.
 */
export function copyDatabase(source: string, target: string, signal?: AbortSignal): Promise<void> {
  return runWorker({ driver, source, target }, signal);
}

/** Checks a database that nobody has open. Rejects with what is wrong. */
export function checkDatabase(target: string): Promise<void> {
  return runWorker({ driver, target });
}

type Said = { ok: true } | { ok: false; code: string; message: string };

/** The program is handed over as text: it is one file in every bundle, and needs no path. */
function runWorker(
  workerData: { driver: string; source?: string; target: string },
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(program, { eval: true, workerData });
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.once('message', (said: Said) => {
      if (said.ok) resolve();
      else reject(Object.assign(new Error(said.message), { code: said.code }));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The copy was ended before it was done.')));
  });
}
