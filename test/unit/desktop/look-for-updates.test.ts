import { describe, expect, it } from 'vitest';
import { lookForUpdates, type Question } from '#desktop/updates/look-for-updates.ts';
import { type PlaceOfUpdates, placeOfUpdates } from '#desktop/updates/place-of-updates.ts';
import type { Updater } from '#desktop/updates/updater.ts';

const FEED = 'provider: generic\nurl: https://updates.example.com/fieldhook\nupdaterCacheDirName: fieldhook-updater\n';
const SIGNED = `${FEED}publisherName:\n  - Harbour Software\n`;

describe('where updates come from', () => {
  it.each<[string, Parameters<typeof placeOfUpdates>[0], PlaceOfUpdates]>([
    [
      'Windows, signed',
      { platform: 'win32', isPackaged: true, feedFile: SIGNED },
      { kind: 'feed', host: 'updates.example.com' },
    ],
    ['macOS', { platform: 'darwin', isPackaged: true, feedFile: FEED }, { kind: 'feed', host: 'updates.example.com' }],
    [
      'a quoted address',
      { platform: 'darwin', isPackaged: true, feedFile: "url: 'https://u.example.com:8443/x'" },
      { kind: 'feed', host: 'u.example.com:8443' },
    ],
  ])('%s: the feed that packing named', (_name, installed, place) => {
    expect(placeOfUpdates(installed)).toEqual(place);
  });

  it.each<[string, Parameters<typeof placeOfUpdates>[0], RegExp]>([
    ['from source', { platform: 'win32', isPackaged: false, feedFile: SIGNED }, /from its source/],
    ['Linux', { platform: 'linux', isPackaged: true, feedFile: SIGNED }, /newer \.deb.*AppImage/],
    ['no feed', { platform: 'darwin', isPackaged: true, feedFile: null }, /no place for updates/],
    ['http', { platform: 'darwin', isPackaged: true, feedFile: 'url: http://updates.example.com' }, /https:/],
    ['no address', { platform: 'darwin', isPackaged: true, feedFile: 'provider: generic' }, /https:/],
    ['Windows, unsigned', { platform: 'win32', isPackaged: true, feedFile: FEED }, /not signed/],
  ])('%s: none, with a sentence', (_name, installed, sentence) => {
    expect(placeOfUpdates(installed)).toEqual({ kind: 'none', sentence: expect.stringMatching(sentence) });
  });
});

interface Case {
  newest?: string | null;
  answers?: number[];
  place?: PlaceOfUpdates;
  sending?: boolean[];
  fault?: { at: 'look' | 'fetch'; error: Error };
}

/** Everything that happened, in order: questions by their message, steps in capitals. */
async function talk({ newest = '0.2.0', answers = [], sending = [], fault, ...given }: Case) {
  const happened: string[] = [];
  const asked: Question[] = [];
  const failing = (at: 'look' | 'fetch') => (fault?.at === at ? Promise.reject(fault.error) : Promise.resolve());
  const updater: Updater = {
    async look() {
      happened.push('LOOK');
      await failing('look');
      return newest;
    },
    async fetch() {
      happened.push('FETCH');
      await failing('fetch');
    },
    install: () => happened.push('INSTALL'),
  };
  await lookForUpdates({
    version: '0.1.0',
    place: given.place ?? { kind: 'feed', host: 'updates.example.com' },
    updater: async () => updater,
    async ask(question) {
      happened.push(question.message);
      asked.push(question);
      return answers.shift() ?? question.buttons.length - 1;
    },
    isSending: async () => sending.shift() ?? false,
    restart: () => happened.push('RESTART'),
  });
  return { happened, asked };
}

const THERE = 'Fieldhook 0.2.0 is there; this is 0.1.0';
const READY = 'Fieldhook 0.2.0 is ready to be put in the place of 0.1.0';

describe('looking for updates', () => {
  it('fetches and installs nothing that the owner has not agreed to', async () => {
    expect((await talk({ answers: [1] })).happened).toEqual(['LOOK', THERE]);
    expect((await talk({ answers: [0, 1] })).happened).toEqual(['LOOK', THERE, 'FETCH', READY]);
    const { happened, asked } = await talk({ answers: [0, 0] });
    expect(happened).toEqual(['LOOK', THERE, 'FETCH', READY, 'RESTART']);
    expect(asked[0]!.detail).toContain('updates.example.com');
    expect(asked[1]!.detail).toContain('senders are not answered');
  });

  it('asks nobody where it cannot update, and says why', async () => {
    const { happened, asked } = await talk({ place: { kind: 'none', sentence: 'Because.' } });
    expect(happened).toEqual(['This Fieldhook does not update itself']);
    expect(asked[0]!.detail).toBe('Because. It is version 0.1.0.');
  });

  it('says that there is nothing newer', async () => {
    expect((await talk({ newest: null })).happened).toEqual(['LOOK', 'There is no newer Fieldhook']);
  });

  it('never restarts while a message is on its way', async () => {
    const wait = 'A message is being sent just now';
    const { happened } = await talk({ answers: [0, 0, 0, 0], sending: [true, false] });
    expect(happened).toEqual(['LOOK', THERE, 'FETCH', READY, wait, READY, 'RESTART']);
  });

  const withCode = (code: string) => Object.assign(new Error('made up'), { code });
  it.each<[Case['fault'], RegExp]>([
    [{ at: 'look', error: new Error('net::ERR_NAME_NOT_RESOLVED') }, /did not give an update/],
    [{ at: 'fetch', error: withCode('ERR_CHECKSUM_MISMATCH') }, /sums differ/],
    [{ at: 'fetch', error: withCode('ERR_UPDATER_INVALID_SIGNATURE') }, /not signed by whoever made/],
    [{ at: 'fetch', error: new Error('Could not get code signature for running application') }, /as macOS demands/],
  ])('%#. a failure changes nothing and is told in words', async (fault, words) => {
    const { happened, asked } = await talk({ answers: [...(fault!.at === 'fetch' ? [0] : []), 0], fault: fault! });
    expect(happened.at(-1)).toBe('Nothing was updated');
    expect(asked.at(-1)!.detail).toMatch(words);
    expect(happened).not.toContain('RESTART');
  });
});
