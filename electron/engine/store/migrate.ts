import type { Database } from 'better-sqlite3';
import start from './migrations/0001-start.sql?raw';
import repeats from './migrations/0002-repeats.sql?raw';
import replay from './migrations/0003-replay.sql?raw';
import addresses from './migrations/0004-addresses.sql?raw';
import conflicts from './migrations/0005-conflicts.sql?raw';
import flows from './migrations/0006-flows.sql?raw';
import outbox from './migrations/0007-outbox.sql?raw';
import erase from './migrations/0008-erase.sql?raw';
import items from './migrations/0009-items.sql?raw';
import outages from './migrations/0010-outages.sql?raw';
import itemConflicts from './migrations/0011-item-conflicts.sql?raw';
import believedClock from './migrations/0012-believed-clock.sql?raw';
import overview from './migrations/0013-overview.sql?raw';
import privacy from './migrations/0014-private.sql?raw';
import addressChanges from './migrations/0015-address-changes.sql?raw';
import hold from './migrations/0016-hold.sql?raw';
import segments from './migrations/0017-segments.sql?raw';
import search from './migrations/0018-search.sql?raw';
import logViews from './migrations/0019-log-views.sql?raw';
import inbound from './migrations/0020-inbound.sql?raw';
import limits from './migrations/0021-limits.sql?raw';
import budget from './migrations/0022-budget.sql?raw';
import privateSearch from './migrations/0023-private-search.sql?raw';
import history from './migrations/0024-history.sql?raw';
import anew from './migrations/0025-anew.sql?raw';
import origins from './migrations/0026-origins.sql?raw';
import searchHidden from './migrations/0027-search-hidden.sql?raw';
import restored from './migrations/0028-restored.sql?raw';
import tried from './migrations/0029-try.sql?raw';
import repeatable from './migrations/0030-repeatable.sql?raw';
import channelTest from './migrations/0031-test.sql?raw';
import gone from './migrations/0032-gone.sql?raw';
import webhookTests from './migrations/0033-webhook-tests.sql?raw';
import changes from './migrations/0034-changes.sql?raw';
import alike from './migrations/0035-alike.sql?raw';
import told from './migrations/0036-told.sql?raw';
import merge from './migrations/0037-merge.sql?raw';
import rewrite from './migrations/0038-rewrite.sql?raw';
import arrivals from './migrations/0039-arrivals.sql?raw';

export interface Migration {
  /** `user_version` of the database once it is applied; the first is 1, without gaps. */
  version: number;
  name: string;
  sql: string;
}

/** Append only: a shipped migration never changes (its checksum is in the tests). */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: '0001-start', sql: start },
  { version: 2, name: '0002-repeats', sql: repeats },
  { version: 3, name: '0003-replay', sql: replay },
  { version: 4, name: '0004-addresses', sql: addresses },
  { version: 5, name: '0005-conflicts', sql: conflicts },
  { version: 6, name: '0006-flows', sql: flows },
  { version: 7, name: '0007-outbox', sql: outbox },
  { version: 8, name: '0008-erase', sql: erase },
  { version: 9, name: '0009-items', sql: items },
  { version: 10, name: '0010-outages', sql: outages },
  { version: 11, name: '0011-item-conflicts', sql: itemConflicts },
  { version: 12, name: '0012-believed-clock', sql: believedClock },
  { version: 13, name: '0013-overview', sql: overview },
  { version: 14, name: '0014-private', sql: privacy },
  { version: 15, name: '0015-address-changes', sql: addressChanges },
  { version: 16, name: '0016-hold', sql: hold },
  { version: 17, name: '0017-segments', sql: segments },
  { version: 18, name: '0018-search', sql: search },
  { version: 19, name: '0019-log-views', sql: logViews },
  { version: 20, name: '0020-inbound', sql: inbound },
  { version: 21, name: '0021-limits', sql: limits },
  { version: 22, name: '0022-budget', sql: budget },
  { version: 23, name: '0023-private-search', sql: privateSearch },
  { version: 24, name: '0024-history', sql: history },
  { version: 25, name: '0025-anew', sql: anew },
  { version: 26, name: '0026-origins', sql: origins },
  { version: 27, name: '0027-search-hidden', sql: searchHidden },
  { version: 28, name: '0028-restored', sql: restored },
  { version: 29, name: '0029-try', sql: tried },
  { version: 30, name: '0030-repeatable', sql: repeatable },
  { version: 31, name: '0031-test', sql: channelTest },
  { version: 32, name: '0032-gone', sql: gone },
  { version: 33, name: '0033-webhook-tests', sql: webhookTests },
  { version: 34, name: '0034-changes', sql: changes },
  { version: 35, name: '0035-alike', sql: alike },
  { version: 36, name: '0036-told', sql: told },
  { version: 37, name: '0037-merge', sql: merge },
  { version: 38, name: '0038-rewrite', sql: rewrite },
  { version: 39, name: '0039-arrivals', sql: arrivals },
];

/** The newest database this program can read. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)!.version;

/** Brings the database up to date, each migration in one transaction with its version number: killed half-way, it is the old or the new one. */
export function migrate(database: Database, migrations: readonly Migration[] = MIGRATIONS): void {
  const apply = database.transaction((migration: Migration) => {
    database.exec(migration.sql);
    database.pragma(`user_version = ${migration.version}`);
  });
  const current = Number(database.pragma('user_version', { simple: true }));
  for (const migration of migrations) {
    if (migration.version > current) apply.immediate(migration);
  }
}
