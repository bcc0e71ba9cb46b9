import { createRequire } from 'node:module';

const Real: typeof import('better-sqlite3') = createRequire(import.meta.url)('better-sqlite3');

/** Set by whoever watches; called before each statement that a watched connection executes. */
export const statements: { onEach: () => void } = { onEach: () => undefined };

/** Stands in for better-sqlite3 and tells of every statement, also of those that a transaction or a script is made of. */
export class WatchedDatabase extends Real {
  constructor(file: string, options: object = {}) {
    super(file, { ...options, verbose: () => statements.onEach() });
  }
}
