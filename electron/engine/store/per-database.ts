import type { Database } from 'better-sqlite3';

/** Makes something of a database once, for whoever needs it: its prepared statements take memory each time. It must keep nothing else. */
export function perDatabase<Made>(make: (database: Database) => Made): (database: Database) => Made {
  const made = new WeakMap<Database, Made>();
  return (database) => {
    const known = made.get(database);
    if (known !== undefined) return known;
    const fresh = make(database);
    made.set(database, fresh);
    return fresh;
  };
}
