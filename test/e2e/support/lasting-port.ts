import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A free port that stays free between two starts: below those that systems give out by themselves, so that nobody gets it by accident.
 * Rejects when it finds none.
 */
export async function lastingPort(): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(15_000, 30_000);
    if (await isFree(port)) return String(port);
  }
  throw new Error('No free port was found.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
