import { expect, test } from 'vitest';
import { NOON, personWrite } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

const phone = (value: string, raw: string) => ({ phone: { value, raw } });
const email = (raw: string) => ({ email: { value: raw.normalize('NFC').toLowerCase(), raw } });

/** Contacts by nickname, and which of them each query finds. */
const PEOPLE = {
  jose: personWrite('x', { identifiers: email('jose.mart@cafe-sol.example'), profile: { name: 'José María Núñez' } }),
  oneil: personWrite('x', {
    identifiers: email('Anna@ONeil.example'),
    profile: { firstName: 'Anna', lastName: "O'Neil" },
  }),
  brit: personWrite('x', { identifiers: phone('+441174960123', '0117 496 0123'), profile: { name: 'Smith-Jones' } }),
  tourist: personWrite('x', { identifiers: phone('+441174960999', '+44 (0)117 496 0999') }),
  yamada: personWrite('x', {
    identifiers: { crmContactId: { value: 'ACME 77/b', raw: '' } },
    profile: { name: '山田太郎' },
  }),
  party: personWrite('x', { identifiers: email('p@fun.example'), profile: { name: '🎉 100%_off' } }),
} as const;

const CASES: [string, (keyof typeof PEOPLE)[]][] = [
  ['jose', ['jose']],
  ['JOSÉ', ['jose']],
  ['nun', ['jose']],
  ['uñez', []],
  ['maria jose', ['jose']],
  ['jose anna', []],
  ['jose.m', ['jose']],
  ['mart@caf', ['jose']],
  ['sol.ex', ['jose']],
  ['@cafe', ['jose']],
  ["o'n", ['oneil']],
  ['neil', ['oneil']],
  ['jones', ['brit']],
  ['smith-j', ['brit']],
  ['0117 496', ['brit', 'tourist']],
  ['+44 117 4960123', ['brit']],
  ['0044117', ['brit', 'tourist']],
  ['+44 (0)117 496 0', ['brit', 'tourist']],
  ['(0117) 496-0999', ['tourist']],
  ['4960123', []],
  ['山田', ['yamada']],
  ['acme 77', ['yamada']],
  ['77', ['yamada']],
  ['b', ['yamada']],
  ['🎉', ['party']],
  ['100%', ['party']],
  ['%', []],
  ['_', []],
  ["' OR 1=1 --", []],
  ['example', []],
  ['f1u', ['party', 'yamada', 'tourist', 'brit', 'oneil', 'jose']],
  ['\u{10FFFF}', []],
  ['\ud800', []],
  ['a'.repeat(200), []],
];

test('search finds the start of any word, in any way of writing it', async () => {
  const { store } = await temporaryStore();
  const nicknames = new Map<string, string>();
  for (const [nickname, write] of Object.entries(PEOPLE)) {
    const contact = await store.contacts.create(write, NOON);
    if ('userNs' in contact) nicknames.set(contact.userNs, nickname);
  }
  const found: [string, string[]][] = [];
  for (const [q] of CASES) {
    const page = await store.contacts.page({ q, limit: 50 });
    expect({ q, total: page.total }).toEqual({ q, total: page.items.length });
    found.push([q, page.items.map(({ userNs }) => nicknames.get(userNs)!)]);
  }
  const sorted = (cases: [string, readonly string[]][]) => cases.map(([q, names]) => [q, [...names].sort()]);
  expect(sorted(found)).toEqual(sorted(CASES));
});

test('a name of any length makes few search terms', async () => {
  const opened = await temporaryStore();
  const name = Array.from({ length: 200_000 }, (_, index) => `w${index}`).join(' ');
  await opened.store.contacts.create(personWrite('a@b.example', { profile: { name } }), NOON);
  expect((await opened.store.contacts.page({ q: 'w1', limit: 5 })).total).toBe(1);
  await opened.reopen((database) => {
    expect(database.prepare('SELECT count(*) FROM contact_term').pluck().get()).toBe(32);
  });
});

test('a search of many slices counts every contact once, and leaves out one that is deleted meanwhile', async () => {
  const opened = await temporaryStore();
  const store = await opened.reopen((database) =>
    database.exec(`
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
      INSERT INTO contact (user_ns, channel, terms, created_at, updated_at) SELECT 'f1u' || n, 'sms', 'word', 0, 0 FROM n;
      INSERT INTO contact_term (term, contact) SELECT 'word', pk FROM contact UNION ALL SELECT 'work', pk FROM contact;`),
  );
  const search = store.contacts.page({ q: 'wor', limit: 5, before: '4' });
  expect(await store.contacts.delete('f1u2', NOON)).toBe(true);
  const page = await search;
  expect(page.items.map(({ userNs }) => userNs)).toEqual(['f1u3', 'f1u1']);
  expect(page).toMatchObject({ total: 5000, nextCursor: null });
});
