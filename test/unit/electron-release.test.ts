import { describe, expect, it } from 'vitest';
import { checkElectronRelease } from '../electron-release/check.mjs';
import { judgeElectron } from '../electron-release/judge.mjs';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW - days * 24 * 60 * 60 * 1000).toISOString();

/** What is out, by how many days ago it came out. */
const RELEASED = {
  '43.8.11': 8,
  '43.8.10': 15,
  '44.11.0': 16,
  '45.0.0': 36,
  '45.3.1': 15,
  '45.4.1': 7,
  '45.5.0': 2,
};

interface Case {
  title: string;
  pinned: string;
  latest?: string;
  more?: Record<string, number>;
  verdict: ReturnType<typeof judgeElectron>;
}

const cases: Case[] = [
  { title: 'the newest', pinned: '45.5.0', verdict: { kind: 'current' } },
  { title: 'one behind for two days', pinned: '45.4.1', verdict: { kind: 'current' } },
  { title: 'as new as what counts', pinned: '45.3.1', verdict: { kind: 'current' } },
  { title: 'one behind for 15 days', pinned: '45.3.0', verdict: { kind: 'behind', newest: '45.3.1' } },
  {
    title: 'one behind for exactly 14 days',
    pinned: '45.3.1',
    more: { '45.3.2': 14 },
    verdict: { kind: 'behind', newest: '45.3.2' },
  },
  {
    title: 'numbers, not letters',
    pinned: '45.9.0',
    latest: '45.10.0',
    more: { '45.10.0': 20 },
    verdict: { kind: 'behind', newest: '45.10.0' },
  },
  { title: 'an older major that is supported', pinned: '43.8.10', verdict: { kind: 'current' } },
  {
    title: 'an older major, behind its own patches',
    pinned: '43.8.9',
    verdict: { kind: 'behind', newest: '43.8.10' },
  },
  { title: 'a major too old', pinned: '42.9.9', verdict: { kind: 'unsupported', oldestSupported: 43 } },
  {
    title: 'a major that grows too old by one of today',
    pinned: '43.8.10',
    latest: '46.0.0',
    more: { '46.0.0': 0 },
    verdict: { kind: 'current' },
  },
  {
    title: 'a major that grew too old by one of two weeks ago',
    pinned: '43.8.10',
    latest: '46.0.0',
    more: { '46.0.0': 14 },
    verdict: { kind: 'unsupported', oldestSupported: 44 },
  },
  {
    title: 'what is not stable, or not yet the latest, does not count',
    pinned: '45.4.1',
    more: { '46.0.0-beta.3': 40, '45.4.2-nightly.1': 40, '48.0.0': 40, modified: 40 },
    verdict: { kind: 'current' },
  },
  { title: 'newer than all that is known', pinned: '47.0.0', verdict: { kind: 'current' } },
];

describe('the Electron that is packed', () => {
  it.each(cases)('$title', ({ pinned, latest = '45.5.0', more = {}, verdict }) => {
    const publishedAt = Object.fromEntries(
      Object.entries({ ...RELEASED, ...more }).map(([version, days]) => [version, daysAgo(days)]),
    );
    expect(judgeElectron({ pinned, latest, publishedAt, now: NOW })).toEqual(verdict);
  });

  it('is a version, not a range: only that can be judged', () => {
    expect(() => judgeElectron({ pinned: '^45.0.0', latest: '45.5.0', publishedAt: {}, now: NOW })).toThrow(
      /not versions/,
    );
  });
});

describe('the check of it', () => {
  const answer = (versions: Record<string, number>, latest: string) => async () => ({
    'dist-tags': { latest },
    time: Object.fromEntries(Object.entries(versions).map(([version, days]) => [version, daysAgo(days)])),
  });
  const unsupported = answer({ '999.0.0': 20 }, '999.0.0');

  it('fails for everybody’s checks and is a remark for a developer', async () => {
    const sentence = expect.stringMatching(/^Electron \d+\.\d+\.\d+ is not supported any more: .* 997\.$/);
    expect(await checkElectronRelease({ now: NOW, isCI: true, ask: unsupported })).toEqual({ isFine: false, sentence });
    expect(await checkElectronRelease({ now: NOW, isCI: false, ask: unsupported })).toEqual({ isFine: true, sentence });
  });

  it('has nothing to say where all is well', async () => {
    const ask = answer({ '1.0.0': 20 }, '1.0.0');
    expect(await checkElectronRelease({ now: NOW, isCI: true, ask })).toEqual({ isFine: true, sentence: null });
  });

  it.each([
    ['npm cannot be asked', () => Promise.reject(new Error('ENOTFOUND'))],
    ['npm answers something else', async () => ({ error: { code: 'E404' } })],
    ['npm answers nothing', async () => null],
  ])('says that it was not made where %s, and blames nobody', async (_, ask) => {
    const sentence = 'Electron’s release: not checked, npm could not be asked.';
    expect(await checkElectronRelease({ now: NOW, isCI: true, ask })).toEqual({ isFine: true, sentence });
  });
});
