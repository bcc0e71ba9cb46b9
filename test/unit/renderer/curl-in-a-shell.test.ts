import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAsCurl } from '#renderer/features/log/request-as-curl.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';

interface Heard {
  method: string;
  url: string;
  headers: [string, string][];
  body: Buffer;
}

const heard: Heard[] = [];
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { rawHeaders, method = '', url = '' } = request;
  const headers = rawHeaders.flatMap((name, at): [string, string][] =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1]!]] : [],
  );
  heard.push({ method, url, headers, body: Buffer.concat(parts) });
  response.end('ok');
});
let address = '';

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/h/token`;
});
afterAll(() => void server.close());

/** As the receiver keeps a header: each byte one character. */
const asBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const HOSTILE = [
  ["'; touch /tmp/owned; echo '", 'an end of the quotes'],
  ['$(id) `id` $HOME ~', 'what a shell fills in'],
  ['"\\"\\\\ \\n \\0 \\', 'quotes and backslashes'],
  ['!! !$ ~ * ? [a-z] {a,b} # & | > < ;', 'signs of a shell'],
  ['@/etc/passwd', 'a name of a file'],
  ['-o /tmp/owned --next', 'options of curl'],
  ['%0d%0aX-More: 1 %s %n', 'escapes'],
  ['é 予約 🎉 \u202e', 'letters beyond ASCII'],
] as const;

const hasCurl = spawnSync('curl', ['--version']).status === 0;

describe.skipIf(!hasCurl)('LG2 a curl line in a real shell sends what was received', () => {
  const run = async (change: Partial<DeliveryDetail>, text: string) => {
    const given: Partial<DeliveryDetail> = {
      ...{ id: 'dlv_1', method: 'POST', query: '', verifiedBy: null, hasHiddenValues: false, hasBody: true },
      ...{
        contentType: 'text/plain',
        bodyText: text,
        bodyTextCut: false,
        sizeBytes: Buffer.byteLength(text),
        headers: [],
      },
      ...change,
    };
    const { line, notes } = requestAsCurl(given as DeliveryDetail, address, false);
    expect(notes).toEqual([]);
    // Whatever the user has set up for curl stays out.
    await promisify(execFile)('/bin/sh', ['-c', line.replace(/^curl /, 'curl -q --silent --show-error ')]);
    return heard.at(-1)!;
  };

  it.each(HOSTILE)('in the body: %s (%s)', async (text) => {
    const { body, method } = await run({}, text);
    expect(body.toString()).toBe(text);
    expect(method).toBe('POST');
  });

  it.each(HOSTILE)('in a header: %s (%s)', async (text) => {
    const headers: [string, string][] = [
      ['Content-Type', 'text/plain'],
      ['X-Note', asBytes(text)],
      ['x-empty', ''],
      ['X-Twice', 'a'],
      ['X-Twice', 'b'],
    ];
    const sent = await run({ headers }, '{}');
    expect(sent.headers.filter(([name]) => /^x-|^content-type/i.test(name))).toEqual(headers);
  });

  it.each(['a[0]=1&b={x,y}&c[1-3]=%27', "q='&r=$(id)&s=`id`", 'a=1;b=%0a#'])('in the address: %s', async (query) => {
    const { url } = await run({ query }, '{}');
    expect(url).toBe(`/h/token?${query.replace(/#.*$/, '')}`);
  });

  it('over several lines, with every byte that can be text', async () => {
    const text = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1)).join('');
    const { body } = await run({ method: 'PUT' }, `${text}\r\n${text}\n`);
    expect(body.toString()).toBe(`${text}\r\n${text}\n`);
  });

  it('with other methods, and without a body', async () => {
    const sent = await run({ method: 'DELETE', hasBody: false, bodyText: null, sizeBytes: 0 }, '');
    expect(sent).toMatchObject({ method: 'DELETE', body: Buffer.alloc(0) });
  });

  it('a header whose bytes are no text stays out, and that is said', () => {
    const odd = {
      id: 'dlv_1',
      method: 'GET',
      query: '',
      headers: [['X-Odd', 'a\u00ff']],
      sizeBytes: 0,
    } as Partial<DeliveryDetail>;
    const { line, notes } = requestAsCurl(odd as DeliveryDetail, address, false);
    expect(line).not.toContain('X-Odd');
    expect(notes.join()).toContain('The header X-Odd is not in the line');
  });
});
