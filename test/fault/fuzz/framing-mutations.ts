import type { Random } from '#test/mutations/random.ts';

/** Bytes of a whole request to other bytes. */
export type FramingMutation = (random: Random, request: Buffer, other: Buffer) => Buffer;

const LINES = [
  'Content-Length: 2',
  'Content-Length: 0',
  'Content-Length: 1',
  'Content-Length: 70000000',
  'Content-Length: +2',
  'Content-Length: 2, 2',
  'Content-Length: 0x2',
  'Content-Length:',
  'Content-Length: 18446744073709551615',
  'Content-Length: 18446744073709551617',
  'content-length : 2',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: Chunked',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding: chunked;a=b',
  'transfer_encoding: chunked',
  'Host: y',
  'Host:',
  'Expect: 100-continue',
  'Expect: tea',
  'Connection: close',
  'Connection: keep-alive',
  'Connection: Upgrade',
  'Connection: Content-Length',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Keep-Alive: timeout=99999',
  ' folded: value',
  '\tfolded',
  'no colon',
  ': no name',
  'X-\x01: 1',
  'X-A: a\0b',
  `X-Long: ${'x'.repeat(17_000)}`,
  'X-Obs: \xff\xfe',
  '',
];
const FIRST_LINES = [
  'HTTP/1.0',
  'HTTP/1.2',
  'HTTP/2.0',
  'HTTP/0.9',
  'http/1.1',
  'HTTP/1.1 ',
  ' HTTP/1.1',
  'HTTP/1.1\t',
  '',
];
const METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PATCH',
  'post',
  'M-SEARCH',
  'PRI',
  'X',
  '',
];
const CHUNKS = [
  '0',
  '2',
  '02',
  '2;a=b',
  '2 ',
  '0x2',
  '+2',
  '-2',
  'ffffffff',
  'FFFFFFFFFFFFFFFFF',
  '',
  '2;\n',
  `2;${'x'.repeat(5000)}`,
];

const headEnd = (request: Buffer) => {
  const end = request.indexOf('\r\n\r\n');
  return end < 0 ? request.length : end;
};

/** Changes the lines of the head. */
function withLines(request: Buffer, change: (lines: string[]) => void): Buffer {
  const end = headEnd(request);
  const lines = request.subarray(0, end).toString('latin1').split('\r\n');
  change(lines);
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), request.subarray(end)]);
}

export const FRAMING_MUTATIONS: Readonly<Record<string, FramingMutation>> = {
  addLine: (random, request) =>
    withLines(request, (lines) => lines.splice(1 + random.below(lines.length), 0, random.pick(LINES))),
  removeLine: (random, request) => withLines(request, (lines) => lines.splice(random.below(lines.length), 1)),
  repeatLine: (random, request) => withLines(request, (lines) => lines.push(random.pick(lines))),
  replaceLine: (random, request) =>
    withLines(request, (lines) => {
      lines[random.below(lines.length)] = random.pick(LINES);
    }),
  manyLines: (random, request) =>
    withLines(request, (lines) => lines.push(...Array.from({ length: random.pick([90, 101, 1200]) }, () => 'X: 1'))),
  version: (random, request) =>
    withLines(request, (lines) => {
      lines[0] = lines[0]!.replace(/ ?HTTP\/1\.1$/, ` ${random.pick(FIRST_LINES)}`);
    }),
  method: (random, request) =>
    withLines(request, (lines) => {
      lines[0] = lines[0]!.replace(/^\S*/, random.pick(METHODS));
    }),
  target: (random, request) =>
    withLines(request, (lines) => {
      const change = random.pick(['?%00', '/', '%2f', ';a', '?\xff', '#', '\t', `?${'a'.repeat(16_000)}`, ' x']);
      lines[0] = lines[0]!.replace(/ HTTP/, `${change} HTTP`);
    }),
  bareLineFeeds: (_random, request) => Buffer.from(request.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
  oneLineFeed(random, request) {
    const ends = Array.from(request.toString('latin1').matchAll(/\r\n/g), ({ index }) => index);
    if (ends.length === 0) return request;
    const at = random.pick(ends);
    const end = random.pick(['\n', '\r', '\r\r\n', '\n\r', ' \r\n']);
    return Buffer.concat([request.subarray(0, at), Buffer.from(end), request.subarray(at + 2)]);
  },
  chunk(random, request) {
    const end = headEnd(request);
    const body = request.subarray(end + 4);
    const cut = random.below(body.length + 1);
    const pieces = [body.subarray(0, cut), body.subarray(cut)].filter(({ length }) => length > 0);
    const head = request
      .subarray(0, end)
      .toString('latin1')
      .replace(/\r\nContent-Length: \d+/i, '');
    const size = (length: number) => (random.chance(60) ? length.toString(16) : random.pick(CHUNKS));
    return Buffer.concat([
      Buffer.from(`${head}\r\nTransfer-Encoding: chunked\r\n\r\n`, 'latin1'),
      ...pieces.flatMap((piece) => [Buffer.from(`${size(piece.length)}\r\n`), piece, Buffer.from('\r\n')]),
      Buffer.from(
        random.pick(['0\r\n\r\n', '0\r\nX-Signature: forged\r\n\r\n', '0\r\n', '00\r\n\r\n', '\r\n', '0;a\r\n\r\n']),
      ),
    ]);
  },
  flip(random, request) {
    const changed = Buffer.from(request);
    if (changed.length > 0) changed[random.below(changed.length)]! ^= 1 << random.below(8);
    return changed;
  },
  flipHead(random, request) {
    const changed = Buffer.from(request);
    const end = headEnd(request);
    if (end > 0) changed[random.below(end)] = random.below(256);
    return changed;
  },
  truncate: (random, request) => request.subarray(0, random.below(request.length + 1)),
  prefix: (random, request) =>
    Buffer.concat([Buffer.from(random.pick(['\r\n', '\n', ' ', '\0', '\x16\x03\x01', 'GET / HTTP/1.1\r\n'])), request]),
  join: (_random, request, other) => Buffer.concat([request, other]),
  noise: (random) => random.bytes(random.below(300)),
};
