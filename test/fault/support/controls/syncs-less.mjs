import { createRequire } from 'node:module';

// Negative control: the database as better-sqlite3 opens it by itself, which syncs at checkpoints only.
/** @type {typeof import('better-sqlite3')} */
const Database = createRequire(import.meta.url)('better-sqlite3');
const { pragma } = Database.prototype;
Object.assign(Database.prototype, {
  /** @this {import('better-sqlite3').Database} @param {string} source @param {import('better-sqlite3').PragmaOptions} [options] */
  pragma(source, options) {
    return pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = NORMAL' : source, options);
  },
});
