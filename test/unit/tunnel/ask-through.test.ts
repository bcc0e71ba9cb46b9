import { describe, expect, it } from 'vitest';
import { askThrough } from '#engine/tunnel/ask-through.ts';

const PROBE = { path: '/h/abcdefghijklmnopqrstuvwxyz_-0123', expected: '{"status":"accepted","id":"secret"}' };

const CASES: [name: string, status: number, body: string | null, verdict: string][] = [
  ['our own answer', 200, PROBE.expected, 'ours'],
  ['another answer', 200, '{"status":"accepted","id":"other"}', 'foreign'],
  ['our answer and something more', 200, `${PROBE.expected} `, 'foreign'],
  ['our answer with another status', 201, PROBE.expected, 'foreign'],
  ['the question thrown back', 200, PROBE.path, 'foreign'],
  ['an empty page', 200, null, 'foreign'],
  ['a page without end', 200, 'x'.repeat(1_000_000), 'foreign'],
  ['somewhere else', 302, null, 'foreign'],
  ['not allowed', 403, 'Forbidden', 'foreign'],
  ['another Fieldhook', 404, '{"status":"not-found"}', 'foreign'],
  ['the reminder of localtunnel', 511, '<!doctype html><title>Friendly reminder</title>', 'interstitial'],
  ['a page that wants a click', 200, '<p>send a <code>bypass-tunnel-reminder</code> header', 'interstitial'],
  ['the page that ngrok shows', 200, 'set the header ngrok-skip-browser-warning (ERR_NGROK_6024)', 'interstitial'],
  ['our own answer with such a status', 511, PROBE.expected, 'interstitial'],
  ['a relay that does not know us', 404, 'Not Found', 'unreachable'],
  ['a relay that waited for us', 408, '', 'unreachable'],
  ['a relay that has had enough', 429, '', 'unreachable'],
  ['a relay without a way to us', 502, 'Bad Gateway', 'unreachable'],
];

describe('askThrough', () => {
  it.each(CASES)('TN3 %s', async (_name, status, body, verdict) => {
    const asked: string[] = [];
    const fetch = async (url: string) => {
      asked.push(url);
      return new Response(body, { status });
    };
    const { signal } = new AbortController();
    expect(await askThrough('https://studio.example', PROBE, { fetch, signal })).toBe(verdict);
    expect(asked).toEqual([`https://studio.example${PROBE.path}`]);
  });

  it('TN3 no answer', async () => {
    const { signal } = new AbortController();
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    expect(await askThrough('https://studio.example', PROBE, { fetch, signal })).toBe('unreachable');
  });
});
