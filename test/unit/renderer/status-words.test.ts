import { describe, expect, it } from 'vitest';
import { inSeconds, statusOf } from '#renderer/app/frame/status-words.ts';
import type { Health } from '#shared/contract/health.ts';

const NOW = Date.parse('2026-07-15T12:00:00.000Z');
const OPEN = { state: 'open', reason: null, sentence: '' } as const;
const FULL = { state: 'holding', reason: 'disk-nearly-full', sentence: 'The disk is nearly full.' } as const;
const PAUSED = { state: 'holding', reason: 'paused', sentence: 'Fieldhook is paused.' } as const;
const LIVE = { state: 'live' } as const;

function health(tunnel: Partial<Health['tunnel']>, listening = true, change: Partial<Health> = {}): Health {
  return {
    version: '1.0.0',
    startedAt: '2026-07-15T11:00:00.000Z',
    host: 'browser',
    dataDir: '/data',
    receiver: { listening, url: listening ? 'http://127.0.0.1:4780' : null },
    tunnel: {
      state: 'ready',
      provider: 'localtunnel',
      url: null,
      sentence: '',
      promise: '',
      nextTryAt: null,
      checkedAt: null,
      ...tunnel,
    },
    intake: OPEN,
    isProcessing: true,
    notices: [],
    clockDoubt: null,
    pending: 0,
    unknownAddressRequests: 0,
    ...change,
  };
}

describe('the state at the top of the window', () => {
  it.each<[why: string, health: Health | undefined, tone: string, words: string]>([
    ['all is well', health({}), 'ok', 'Listening on this computer · public address ready'],
    ['paused by the owner', health({}, true, { intake: PAUSED }), 'attention', 'Paused: no requests are taken'],
    ['no address wanted', health({ state: 'off' }), 'ok', 'Listening on this computer · no public address'],
    ['starting', health({ state: 'starting' }), 'busy', 'Listening on this computer · public address starting'],
    [
      'lost',
      health({ state: 'retrying', nextTryAt: '2026-07-15T12:00:07.400Z' }),
      'attention',
      'Listening on this computer · public address not reachable, trying again in 8 s',
    ],
    [
      'TN3 a foreign answer',
      health({ state: 'alarm' }),
      'fault',
      'Listening on this computer · someone else answers at the public address',
    ],
    ['a full disk', health({}, true, { intake: FULL }), 'fault', 'Not accepting requests: the disk is nearly full'],
    [
      'a crash loop',
      health({}, true, { isProcessing: false }),
      'attention',
      'Requests are stored, but not worked on: Fieldhook crashed several times',
    ],
    [
      'something to know about the data',
      health({}, true, { notices: ['Requests number 3 to 4 are not there.'] }),
      'attention',
      'Listening on this computer · public address ready · a note about your stored data',
    ],
    [
      'a clock that is doubted',
      health({}, true, { clockDoubt: { now: '2036-07-15T12:00:00.000Z', lastBelieved: '2026-07-15T11:00:00.000Z' } }),
      'attention',
      'Listening on this computer · public address ready · is this computer’s date right?',
    ],
    ['no receiver', health({}, false), 'fault', 'Not listening: no request can arrive'],
    ['nothing known yet', undefined, 'busy', 'Connecting…'],
  ])('%s', (_why, known, tone, words) => {
    expect(statusOf(LIVE, known, NOW)).toMatchObject({ tone, words });
  });

  it('says first that it is out of touch: what it knew may no longer be so', () => {
    const lost = { state: 'lost', since: NOW - 1000, nextTryAt: NOW + 2100 } as const;
    expect(statusOf(lost, health({}), NOW).words).toBe('Not connected to Fieldhook · trying again in 3 s');
  });

  it.each([
    [-5, 'now'],
    [1, 'in 1 s'],
    [89_000, 'in 89 s'],
    [90_000, 'in 2 min'],
  ])('%d ms away is “%s”', (ms, words) => expect(inSeconds(NOW + ms, NOW)).toBe(words));
});
