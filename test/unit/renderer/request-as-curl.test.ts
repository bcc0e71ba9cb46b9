import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { requestAsCurl } from '#renderer/features/log/request-as-curl.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';

const ADDRESS = 'http://127.0.0.1:4780/h/token';

function request(bodyText: string | null, change: Partial<DeliveryDetail> = {}): DeliveryDetail {
  const given: Partial<DeliveryDetail> = {
    ...{ id: 'dlv_1', method: 'POST', query: '', contentType: 'application/json', verifiedBy: null },
    headers: [
      ['Host', 'example.com'],
      ['Content-Type', 'application/json'],
      ['content-length', '2'],
      ['X-Note', "it's"],
    ],
    ...{ hasBody: true, bodyText, bodyTextCut: false, sizeBytes: Buffer.byteLength(bodyText ?? '12345') },
    ...change,
  };
  return given as DeliveryDetail;
}

/** What a shell makes of a line: the arguments of curl. */
function wordsOf(line: string): string[] {
  const asked = line.replace(/^curl /, "printf '%s\\0' ");
  return execFileSync('/bin/sh', ['-c', asked]).toString().split('\0').slice(0, -1);
}

describe('a request as a curl line', () => {
  it('LG2 says method, address, headers and body so that a shell passes them on unchanged', () => {
    const body = '{"a":"it\'s $HOME `x` \\\\ \n é"}';
    const { line, notes } = requestAsCurl(request(body, { query: 'a=1&b=%20' }), ADDRESS, false);
    expect(wordsOf(line)).toEqual([
      ...['-X', 'POST', `${ADDRESS}?a=1&b=%20`],
      ...['-H', 'Content-Type: application/json', '-H', "X-Note: it's", '--data-raw', body],
    ]);
    expect(notes).toEqual([]);
  });

  it('a body that begins with @ is no file', () => {
    expect(wordsOf(requestAsCurl(request('@secret'), ADDRESS, false).line).slice(-2)).toEqual([
      '--data-raw',
      '@secret',
    ]);
  });

  it.each<[string, DeliveryDetail]>([
    ['is no text', request(null)],
    ['is cut', request('{}', { bodyTextCut: true })],
    ['was read in another charset', request('é', { sizeBytes: 1 })],
    ['holds NUL', request('a\0b')],
  ])('a body that %s comes from the downloaded file, and that is said', (_, delivery) => {
    const { line, notes } = requestAsCurl(delivery, ADDRESS, false);
    expect(line).toMatch(/--data-binary '@dlv_1\.json'$/);
    expect(notes.join()).toContain('dlv_1.json');
  });

  it('Windows’ own terminal gets its quotes, and a file where it would change the body', () => {
    expect(requestAsCurl(request('{"a":1}'), ADDRESS, true).line).toMatch(/--data-raw "\{\\"a\\":1\}"$/);
    expect(requestAsCurl(request('{"a":"50%"}'), ADDRESS, true).line).toMatch(/--data-binary "@dlv_1\.json"$/);
  });

  it('a body without a type gets none from curl; one that was not kept is not sent', () => {
    expect(wordsOf(requestAsCurl(request('a', { headers: [] }), ADDRESS, false).line)).toContain('Content-Type:');
    const { line, notes } = requestAsCurl(
      request(null, { hasBody: false, headers: [['X-Empty', '']] }),
      ADDRESS,
      false,
    );
    expect(wordsOf(line)).toEqual(['-X', 'POST', ADDRESS, '-H', 'X-Empty;']);
    expect(notes.join()).toContain('not kept');
  });

  it('RC7 a signature is noted, and a secret keeps its place', () => {
    expect(requestAsCurl(request('{}', { verifiedBy: 'stripe' }), ADDRESS, false).notes.join()).toContain('signature');
    const hidden = request('{}', { verifiedBy: 'bearer', headers: [['Authorization', '(hidden)']] });
    const { line, notes } = requestAsCurl(hidden, ADDRESS, false);
    expect(wordsOf(line)).toContain('Authorization: YOUR-SECRET');
    expect(notes.join()).toContain('YOUR-SECRET');
    expect(notes.join()).not.toContain('signature');
  });

  it('LG3 says that private values are hidden in it', () => {
    const { notes } = requestAsCurl(request('{}', { hasHiddenValues: true }), ADDRESS, false);
    expect(notes.join()).toContain('Private values are hidden');
  });
});
