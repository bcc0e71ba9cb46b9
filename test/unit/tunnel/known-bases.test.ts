import { expect, test } from 'vitest';
import { KnownBases } from '#engine/tunnel/known-bases.ts';

test('S16 the current address, former ones and our own, six at most, each once, without a slash at the end', () => {
  let local: string | null = null;
  const bases = new KnownBases(() => local);
  expect(bases.list()).toEqual([]);
  bases.learn(null);
  bases.learn('https://a.example/');
  bases.learn('https://a.example');
  expect(bases.list()).toEqual(['https://a.example']);
  local = 'http://127.0.0.1:4780';
  for (const name of ['b', 'c', 'd', 'a', 'e', 'f', 'g']) bases.learn(`https://${name}.example`);
  bases.learn(null);
  expect(bases.list()).toEqual([
    'https://g.example',
    'https://f.example',
    'https://e.example',
    'https://a.example',
    'https://d.example',
    'http://127.0.0.1:4780',
  ]);
});

test('S16 what senders had before this run counts, the latest first, until six later ones are known', () => {
  const bases = new KnownBases(() => null);
  bases.remember(['https://a.example', 'https://b.example/']);
  expect(bases.list()).toEqual(['https://a.example', 'https://b.example']);
  bases.learn('https://b.example');
  expect(bases.list()).toEqual(['https://b.example', 'https://a.example']);
  for (const name of ['c', 'd', 'e', 'f', 'g', 'h']) bases.learn(`https://${name}.example`);
  expect(bases.list()).not.toContain('https://a.example');
});
