import type { Database } from 'better-sqlite3';
import { explainOutcome } from '#shared/contract/outcome.ts';
import type { NewDelivery } from './port/delivery-store.ts';

/** Equal contents of unsigned requests are worth a remark for this long. */
const SUSPICIOUS_MS = 72 * 3_600_000;

/** What a request repeats: nothing, an earlier one for certain, or one that only looks the same. */
export interface Repeat {
  repeatOf: string | null;
  certain: boolean;
}

/** What tells whether a request is a repeat. */
type Keyed = Pick<NewDelivery, 'repeatKey' | 'settled' | 'receivedAt'>;

const NO_REPEAT: Repeat = { repeatOf: null, certain: false };

/** How a certain repeat ends: answered like the first, without effect. */
export const SUPPRESSED: NonNullable<NewDelivery['settled']> = {
  outcome: 'duplicate',
  reason: null,
  sentence: explainOutcome('duplicate', null).sentence,
};

/**
 * Finds repeats by their keys (RC6). Only requests that are to be worked on have one that counts: what was refused or became a sample had
 * no effect, and its sender may well send it again. `find` comes before the request is stored, `remember` after it.
 */
export function repeatFinder(database: Database) {
  const known = database.prepare<[number, string], { id: string; received_at: number }>(
    `SELECT d.id, k.received_at FROM delivery_key k CROSS JOIN delivery d ON d.seq = k.seq
     WHERE k.webhook = +? AND k.key = +?`,
  );
  const claim = database.prepare<[number, string, number, number]>(
    'INSERT INTO delivery_key (webhook, key, seq, received_at) VALUES (?, ?, ?, ?)',
  );
  const moveOn = database.prepare<[number, string, number, number]>(
    `INSERT INTO delivery_key (webhook, key, seq, received_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (webhook, key) DO UPDATE SET seq = excluded.seq, received_at = excluded.received_at`,
  );

  return {
    find(webhook: number, { repeatKey, settled, receivedAt }: Keyed): Repeat {
      if (repeatKey === null || settled !== null) return NO_REPEAT;
      const first = known.get(webhook, repeatKey.key);
      if (first === undefined) return NO_REPEAT;
      if (repeatKey.kind === 'signed') return { repeatOf: first.id, certain: true };
      const isRecent = receivedAt - first.received_at < SUSPICIOUS_MS;
      return isRecent ? { repeatOf: first.id, certain: false } : NO_REPEAT;
    },
    remember(webhook: number, seq: number, { repeatKey, settled, receivedAt }: Keyed, { certain }: Repeat): void {
      if (repeatKey === null || settled !== null || certain) return;
      // An insert without a way out: two first ones would be a fault, and undo the batch rather than act twice.
      const write = repeatKey.kind === 'signed' ? claim : moveOn;
      write.run(webhook, repeatKey.key, seq, receivedAt);
    },
  };
}
