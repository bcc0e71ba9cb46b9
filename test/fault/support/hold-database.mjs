import Database from 'better-sqlite3';

// Another program that holds the database: `hold-database.mjs FILE` says `held`, and lets go when its input ends.
const database = new Database(process.argv[2], { timeout: 10_000 });
database.exec('BEGIN IMMEDIATE');
process.stdout.write('held\n');
process.stdin.resume().once('end', () => {
  database.exec('ROLLBACK');
  database.close();
});
