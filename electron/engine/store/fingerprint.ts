import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

const MARK = 'sha256:';

/**
 * `fingerprint(address)` in SQL. Of an erased person the wish to get no messages (SN6) is kept by it: who has the address again is still left
 * alone, and the address itself is not there any more.
 */
export function defineFingerprint(database: Database): void {
  database.function('fingerprint', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' && !text.startsWith(MARK) ? `${MARK}${hash('sha256', text, 'base64url')}` : text,
  );
}
