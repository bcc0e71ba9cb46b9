import type { Database } from 'better-sqlite3';
import type { StoreCare } from './port/care.ts';

/** When the clock was last believed. */
export function believedClock(database: Database): Pick<StoreCare, 'believedClock' | 'believeClock'> {
  const get = database.prepare<[], number>('SELECT at FROM believed_clock').pluck();
  const put = database.prepare<[number]>('INSERT OR REPLACE INTO believed_clock (id, at) VALUES (1, ?)');
  return {
    believedClock: async () => get.get() ?? null,
    async believeClock(at) {
      put.run(at);
    },
  };
}
