import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MIGRATIONS, type Migration, migrate, SCHEMA_VERSION } from '#engine/store/migrate.ts';

/** Shipped migrations never change: whoever has one of these would otherwise have another database. Add a line for each new one. */
const SHIPPED: Record<string, string> = {
  '0025-anew': 'db39d48f4ed6966a23ef0005d2459fa8d616a087fc894f33c38862783747e533',
  '0001-start': 'ae67e2e17df59c7605f245ba37bd8cbf85af8d401e821ebc8879bc0a7854cf1a',
  '0002-repeats': 'db29685a6044809e56fb31da52c2e8bac1afd0075c169e7fb05c2b45e5b2c909',
  '0003-replay': '716809ca0cef79c68075404a606ae808d8b13591e0e443ad62ece487ce7e01c3',
  '0004-addresses': '0e1c85ca073058832c2d99acece0853f51bcebaa02bb8041383a29311a961079',
  '0006-flows': '13f19354dbf6095ed6aa3d0b29d76577b1e3985b862849c310e1d015204ba6ec',
  '0007-outbox': '3fc33a131d0f8a53d387fc5e16e153ac1ea1e4267fdd2c8f7f9019be69175ba9',
  '0005-conflicts': 'f54bb2c15726e43be5d5bc0e379cf18faecf82f41e332e45c4077754a03409ed',
  '0008-erase': 'b00f18422a714c86a4f555b97f9688424a534b14ca16633c6772d744d314c4f2',
  '0023-private-search': '3aee40d9b58c5b1cacef727609b5a5fdd679a92754b4c2058444d92671eccd44',
  '0026-origins': 'ebebac6cccdd4eb3d2d8464802868a102f8617eb0f1a0d3dc5beab92f977c23e',
  '0027-search-hidden': 'cd7bdd84508e97f76969e82ae5e88c34a21b15f05543d5da0511ac914f477fc9',
  '0028-restored': '29a01cd83d50737822dff6783843e966f4e28cef67b84e112803508871d5b8e2',
  '0031-test': '0975050e0f254af574c8aae15402e3edd3ac18af4369f79a5e3554681e1bd6a8',
  '0033-webhook-tests': '27a62b01f3c83e9d0155128854bac18b696bc1ab325a6767dc3466bc2d5b6354',
  '0029-try': '1e06461fe644a693fff2e9c1854547a2b992dcf12d2baaa81613e73069f83884',
  '0035-alike': '6b4a1acdae979d5a2dbc4f218e5811b48748bf5532a6bde955e0d5c03d420b68',
  '0034-changes': '2469c24068c0922bdbf16bdc1557ab25f965e282330dadedb10c155db4801816',
  '0039-arrivals': 'c9a6e28a6287a7fc6673fe428b039e6d5aaa6e61f4b8c7dbd38a767926dbdb1c',
  '0038-rewrite': '3091b0b545ff7de2bcbb52f8781228eb952afde653c7c38f06a206e3fffadd79',
  '0037-merge': '861eb363f4043d8fab83994bbfd360b881bac529b6b5db06526efb88aa0dd56c',
  '0036-told': 'e39178ce6fab79c2c6d01f3663843bf027a762ba39205c641f45700ff4f9ca3a',
  '0030-repeatable': '9ecd55057df8e7b8891474bd8afb9521e545caddab7c81eae7135a522dc92295',
  '0032-gone': 'aa0b9b52675e080024255489c712adf599d0fee13694d548346684406c2eee37',
  '0024-history': 'a4ccf4081a8d2a24e68a489498e92a7717b8d3f0989e6711743beeb34fa653c8',
  '0022-budget': '4a613027762eb0f91e2bec02d2e8f9edef407501f8bae2d1d187ed4a74737b10',
  '0021-limits': '34b6855e2418b2fb07652e42674384085b852d9e373d06045a529dbf9677959a',
  '0020-inbound': '719bcefc4b24e446870dcb47ecfe89eaa53a704a95693db570af1b82aa7f6831',
  '0010-outages': 'd45f43737769bd2ac550ba4893e01c7b6550be68876bd9b10d6b6ba831526804',
  '0015-address-changes': '108484bdc0d19de7cf273ddde1a1209747d249dafd5cc5a43d1911babc443e66',
  '0016-hold': '9a48e4c8987d275ac6f9d62fa7b324347dc128276c9114573299212071079818',
  '0018-search': 'd66d21dd22993a7a4a13411ad6a277f287dc2357bd47be1eb9c0614b9618494a',
  '0019-log-views': 'e4ece8d8e6e91bded337496340c05594cfe6bebe21b6bd351d378cf5c5decad9',
  '0009-items': '64ab475e3c4e23c89692917f4b31bb0d3a7458a0f9c359f8bc38b9c00ca00283',
  '0011-item-conflicts': '41d5535080cfb44b3b4c125fb2b352b67aabbbf826ece87f006ac463f02f5934',
  '0012-believed-clock': '1626fb661bdef678cf5f6804fb50fa981dc5d5d731cddf2bc7148c79fd80244a',
  '0013-overview': '4233121580e999530023b3a81d841477a7e88b3654280a0fc8d9fc669d358162',
  '0014-private': 'c97af431e988fe57d28a9249654b6e94486832944c2de97c8f05a33153c55234',
  '0017-segments': '439926fa5cd2163498360bce000ead6d076a7af021d658eacc2bd5650b0296fa',
};

function inMemory(): Database.Database {
  return new Database(':memory:');
}

test('the schema is the committed one', async () => {
  const database = inMemory();
  migrate(database);
  const statements = database
    .prepare<[], string>(
      "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name",
    )
    .pluck()
    .all();
  await expect(`${statements.join('\n\n')}\n`).toMatchFileSnapshot('../../fixtures/schema.sql');
});

test('migrations are numbered from 1 without gaps, and shipped ones are unchanged', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  for (const { version, name } of MIGRATIONS)
    expect(name).toMatch(new RegExp(`^${String(version).padStart(4, '0')}-[a-z-]+$`));
  const checksums = MIGRATIONS.map(({ name, sql }) => [name, createHash('sha256').update(sql).digest('hex')]);
  expect(Object.fromEntries(checksums)).toEqual(SHIPPED);
});

test('a migrated database is at the newest version and is not migrated again', () => {
  const database = inMemory();
  migrate(database);
  migrate(database);
  expect(database.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
});

test('a migration that fails leaves the database as it was before it', () => {
  const database = inMemory();
  const steps: Migration[] = [
    { version: 1, name: 'one', sql: 'CREATE TABLE one (a)' },
    { version: 2, name: 'two', sql: 'CREATE TABLE two (a); CREATE TABLE one (b);' },
  ];
  expect(() => migrate(database, steps)).toThrow(/already exists/);
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  expect(database.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['one']);
});

test('contacts that an import made before origins were kept are known by the values that it gave them in that moment', () => {
  const database = inMemory();
  const at = MIGRATIONS.findIndex(({ name }) => name.endsWith('-origins'));
  migrate(database, MIGRATIONS.slice(0, at));
  database.exec(`
    INSERT INTO field (pk, key, name, folded_name, type, is_private, created_at) VALUES (1, 'a', 'A', 'a', 'text', 0, 1);
    INSERT INTO contact (pk, user_ns, channel, terms, created_at, updated_at, created_by_delivery) VALUES
      (1, 'f1uimported', 'sms', '', 5, 5, NULL), (2, 'f1uadded', 'sms', '', 5, 5, NULL),
      (3, 'f1ufilledlater', 'sms', '', 5, 5, NULL), (4, 'f1urequested', 'sms', '', 5, 5, 'dlv_1');
    INSERT INTO contact_field (contact, field, text, via, at) VALUES
      (1, 1, 'x', 'import', 5), (2, 1, 'x', NULL, 5), (3, 1, 'x', 'import', 6), (4, 1, 'x', 'import', 5);
  `);
  migrate(database);
  expect(database.prepare('SELECT created_via FROM contact ORDER BY pk').pluck().all()).toEqual([
    'import',
    ...[null, null, null],
  ]);
});
