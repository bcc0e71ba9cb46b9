// Runs in a worker thread, so that copying and checking a large database never holds the event loop. It is loaded as text: see copy-worker.ts.
// Jobs: { source, target } copies a database that may be in use; { target } alone checks one that lies still.
const { parentPort, workerData } = require('node:worker_threads');
const { closeSync, fsyncSync, openSync } = require('node:fs');
/** @type {typeof import('better-sqlite3')} */
const Database = require(workerData.driver);

/** Of 4 KB. Measured on Linux: with 8 GB written at the end alone, senders wait 0.6 to 0.8 s once; 0.4 s like this, which is the log being written back. */
const SYNCED_PAGES = 2000;
/** In one go, as it is without `progress`. */
const STEP_PAGES = 100;

/**
 * Rows of each table.
 * @param {import('better-sqlite3').Database} database
 */
function countRows(database) {
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all();
  return tables.map((table) => `${table} ${database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()}`);
}

/**
 * What is copied goes to the disk bit by bit: gigabytes at the end would hold up whoever stores requests meanwhile.
 * @param {import('better-sqlite3').Database} from @param {string} target
 */
async function backUp(from, target) {
  let synced = 0;
  await from.backup(target, {
    progress({ totalPages, remainingPages }) {
      const copied = totalPages - remainingPages;
      if (copied - synced >= SYNCED_PAGES) {
        sync(target);
        synced = copied;
      }
      return STEP_PAGES;
    },
  });
}

/** @param {string} source @param {string} target */
async function copy(source, target) {
  const from = new Database(source, { readonly: true });
  try {
    // One read transaction over all slices: the copy is of one moment, and writers go on beside it.
    from.exec('BEGIN');
    const rows = countRows(from);
    await backUp(from, target);
    from.exec('COMMIT');
    return rows;
  } finally {
    from.close();
  }
}

/** @param {string} file */
function check(file) {
  const database = new Database(file, { fileMustExist: true });
  try {
    // A copy is one file: no log may have to lie beside it.
    database.pragma('journal_mode = DELETE');
    const faults = database
      .prepare('PRAGMA integrity_check')
      .pluck()
      .all()
      .filter((row) => row !== 'ok');
    if (faults.length > 0) throw new Error(`The copy is not whole: ${faults[0]}`);
    return countRows(database);
  } finally {
    database.close();
  }
}

/**
 * Closing it drops the locks that SQLite has on it in this process: for a copy alone, which nobody else knows yet.
 * @param {string} file
 */
function sync(file) {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** @param {{ source?: string; target: string }} job */
async function run({ source, target }) {
  const expected = source === undefined ? null : await copy(source, target);
  const found = check(target);
  if (expected !== null && expected.join() !== found.join())
    throw new Error('The copy has other rows than the original.');
  sync(target);
}

run(workerData).then(
  () => parentPort?.postMessage({ ok: true }),
  (error) => parentPort?.postMessage({ ok: false, code: String(error.code ?? ''), message: String(error.message) }),
);
