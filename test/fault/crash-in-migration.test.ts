import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { openConnection } from '#engine/store/connection.ts';
import { MIGRATIONS, migrate, SCHEMA_VERSION } from '#engine/store/migrate.ts';
import data from '#test/fixtures/data-of-version-1.sql?raw';
import { contentOf, copyOf, crashPoints, openAt, schemaOf } from './support/crash-points.ts';
import { rounds, timeout } from './support/form.ts';
import { newDataFolder } from './support/start-host.ts';

vi.mock('better-sqlite3', async () => ({ default: (await import('./support/watched-database.ts')).WatchedDatabase }));

/** A folder as the Fieldhook of that version left it; 0 is none at all. */
function folderOf(version: number): string {
  const dataDir = newDataFolder();
  mkdirSync(dataDir);
  if (version === 0) return dataDir;
  const database = openConnection(join(dataDir, 'fieldhook.db'));
  migrate(database, MIGRATIONS.slice(0, 1));
  database.exec(data);
  migrate(database, MIGRATIONS.slice(0, version));
  database.close();
  return dataDir;
}

/** The schema of each version, as it is when nothing comes between. */
const SCHEMAS = [0, ...MIGRATIONS.map(({ version }) => version)].map((version) => {
  const database = new Database(':memory:');
  migrate(database, MIGRATIONS.slice(0, version));
  const schema = schemaOf(database);
  database.close();
  return schema;
});

const openAndClose = async (dataDir: string) => (await openAt(dataDir)).close();

/** In the short form, no folder and the oldest one, which goes through every update. */
const BEGINNINGS = SCHEMAS.slice(0, -1).map((_, version) => version);
const TRIED = BEGINNINGS.slice(0, rounds(2, BEGINNINGS.length));

describe('a start that is killed at any statement', () => {
  it.each(TRIED)(
    'of a folder of version %i leaves a version, none between, and the next start brings it to the newest with all that was in it',
    async (version) => {
      const undisturbed = folderOf(version);
      await openAndClose(undisturbed);
      const expected = contentOf(undisturbed);
      expect(expected).toContain(`version ${SCHEMA_VERSION}`);

      const dataDir = folderOf(version);
      const points = await crashPoints(dataDir, () => openAndClose(dataDir));
      const versions = points.map((dir) => versionIn(copyOf(dir)));
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect(new Set(versions)).toEqual(new Set(SCHEMAS.map((_, index) => index).slice(version)));
      for (const dir of points) {
        await openAndClose(dir);
        expect(contentOf(dir)).toEqual(expected);
      }
    },
    timeout(300_000),
  );
});

/** Which version the database is; fails where it is none, or not the one that it says it is. */
function versionIn(dataDir: string): number {
  const database = new Database(join(dataDir, 'fieldhook.db'));
  const schema = schemaOf(database);
  database.close();
  const version = SCHEMAS.findIndex((one) => one.join() === schema.join());
  expect(version, schema.join('\n')).toBeGreaterThanOrEqual(0);
  return version;
}
