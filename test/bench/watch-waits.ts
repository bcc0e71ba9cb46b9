import { Agent, get } from 'node:http';

/**
 * The event loop as a sender feels it: one connection asks the receiver something that needs no disk, one question after the other, until `end`.
 * The longest wait for an answer is the stall.
 */
export function watchWaits(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let longest = 0;
  let isOver = false;
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      const asked = performance.now();
      get(url, { agent }, (answer) => {
        answer.resume().once('end', () => {
          longest = Math.max(longest, performance.now() - asked);
          resolve();
        });
      }).once('error', reject);
    });
  const watching = (async () => {
    while (!isOver) await ask();
  })();
  return {
    /** Resolves to the longest wait in ms. */
    async end(): Promise<number> {
      isOver = true;
      await watching;
      agent.destroy();
      return longest;
    },
  };
}
