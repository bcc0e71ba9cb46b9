import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matching } from '#renderer/app/search/match.ts';
import { IMPORTS, PAGES } from '#renderer/app/search/pages.ts';

const found = (typed: string) =>
  matching(typed, [...PAGES, ...IMPORTS], ({ label, hint = '', words = '' }) => `${label} ${hint} ${words}`).map(
    ({ label }) => label,
  );

test('the search knows every page that is not of one thing', () => {
  const routes = readFileSync(new URL('../../../../renderer/app/Routes.tsx', import.meta.url), 'utf8');
  const paths = [...routes.matchAll(/<Route path="([^":]+)"/g)].map(([, path]) => path);
  expect(paths).toContain('/outbox/opt-outs');
  expect([...PAGES, ...IMPORTS].map(({ href }) => href)).toEqual(expect.arrayContaining(paths));
});

test('every part of the settings that always stands there is known by its title', () => {
  const folder = new URL('../../../../renderer/features/settings/', import.meta.url);
  for (const file of ['About', 'Backups', 'BusinessSection', 'ChannelsSection', 'OwnIdentitySection']) {
    const title = /<Section\s+title="([^"]+)"/.exec(readFileSync(new URL(`${file}.tsx`, folder), 'utf8'))?.[1];
    expect(PAGES.map(({ label }) => label)).toContain(title);
  }
});

test.each([
  ['unsubscribe', 'Who wants no messages'],
  ['csv', 'Import contacts…'],
  ['open settings back', 'Backups'],
  ['ngrok', 'Public address'],
  ['restore', 'Backups'],
  ['currency', 'Your business'],
  ['quiet', 'SMS'],
  ['retention', 'How long requests and messages are kept'],
])('“%s” finds %s', (typed, label) => {
  expect(found(typed)).toContain(label);
});
