import * as real from '#engine/outbox/guard-rails.ts';

export type * from '#engine/outbox/guard-rails.ts';

let asked = 0;

export const askGuardRails: typeof real.askGuardRails = (message) => {
  asked += 1;
  if (asked === 2) process.kill(process.pid, 'SIGKILL');
  return real.askGuardRails(message);
};
