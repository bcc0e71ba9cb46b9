import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBody } from '#engine/formats/parse-body.ts';
import { NEWEST_PARSER } from '#shared/contract/webhook.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { anyText } from './any-text.ts';

const JSON_BODY = '{"email":"ann@example.com"}';

function parse(body: string | Uint8Array, contentType: string, encoding?: string) {
  const headers: [string, string][] = encoding === undefined ? [] : [['Content-Encoding', encoding]];
  return parseBody(
    { body: typeof body === 'string' ? Buffer.from(body) : body, headers, contentType, query: '' },
    NEWEST_PARSER,
  );
}

describe('compressed bodies', () => {
  it.each([
    ['gzip', gzipSync(JSON_BODY)],
    ['X-GZIP', gzipSync(JSON_BODY)],
    ['deflate', deflateSync(JSON_BODY)],
    ['deflate', deflateRawSync(JSON_BODY)],
    ['br', brotliCompressSync(JSON_BODY)],
    ['identity', Buffer.from(JSON_BODY)],
    ['', Buffer.from(JSON_BODY)],
  ])('RC3 reads a body in %j (B28)', (encoding, body) => {
    expect(parse(body, 'application/json', encoding)).toMatchObject({
      ok: true,
      format: 'json',
      value: { email: 'ann@example.com' },
    });
  });

  const packed = gzipSync(JSON_BODY);
  const wrongSum = Buffer.from(packed);
  wrongSum.writeUInt32LE(1, packed.length - 8);

  it.each([
    ['has a wrong checksum', 'gzip', wrongSum, 'cannot be unpacked'],
    ['breaks off', 'gzip', packed.subarray(0, -10), 'cannot be unpacked'],
    ['is not compressed at all', 'gzip', Buffer.from(JSON_BODY), 'cannot be unpacked'],
    ['is not compressed at all', 'br', Buffer.from(JSON_BODY), 'cannot be unpacked'],
    ['was compressed twice', 'gzip, gzip', gzipSync(packed), 'gzip, gzip'],
    ['was compressed as zstd', 'zstd', packed, 'zstd'],
    ['was compressed as nothing known', 'constructor', packed, 'constructor'],
  ])('RC3 a body that %s (%s) is unread (B28)', (_how, encoding, body, says) => {
    const parsed = parse(body, 'application/json', encoding);
    expect(parsed).toMatchObject({ ok: false, reason: 'bad-compression', sentence: expect.stringContaining(says) });
  });

  const fifty = Buffer.alloc(50 * 1024 * 1024);
  it.each([
    ['gzip', gzipSync(fifty)],
    ['deflate', deflateSync(fifty)],
    ['br', brotliCompressSync(fifty)],
  ])('RC3 a bomb in %s stays packed (B28)', (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(60 * 1024);
    expect(parse(bomb, 'application/json', encoding)).toMatchObject({ ok: false, reason: 'too-large' });
  });

  it('RC3 what was compressed once too often is not unpacked a second time (B28)', () => {
    expect(parse(gzipSync(packed), 'application/json', 'gzip')).toMatchObject({ ok: false, reason: 'bad-encoding' });
  });
});

describe('XML', () => {
  it.each([
    [63, true],
    [64, false],
    [10_000, false],
    [500_000, false],
  ])('RC3 reads XML of %i elements inside one another: %s (B29)', (depth, isRead) => {
    const parsed = parse(`${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`, 'application/xml');
    expect(parsed.ok).toBe(isRead);
    if (!parsed.ok) expect(parsed).toMatchObject({ reason: 'too-deep', line: 1, column: 63 * 3 + 1 });
  });

  it.each([
    ['elements', `<a>${'<b/>'.repeat(50_000)}</a>`],
    ['attributes', `<a ${Array.from({ length: 50_000 }, (_, index) => `b${index}=""`).join(' ')}/>`],
    ['comments', `<a>${'<!---->'.repeat(50_000)}</a>`],
    ['CDATA sections', `<a>${'<![CDATA[]]>'.repeat(50_000)}</a>`],
    ['references', `<a>${'&amp;'.repeat(200_001)}</a>`],
  ])('RC3 refuses XML with too many %s', (_what, text) => {
    expect(parse(text, 'application/xml')).toMatchObject({ ok: false, reason: 'too-many-nodes' });
  });

  it('RC3 gives back any tree that was written as XML', () => {
    const name = fc.constantFrom('a', 'b', 'n:c', '__proto__', 'constructor', 'é');
    const text = anyText(12).map((any) =>
      any
        .toWellFormed()
        .replace(/[\p{Cc}\ufffe\uffff]/gu, '')
        .trim(),
    );
    const { tree } = fc.letrec<{ tree: JsonValue; node: JsonValue; many: JsonValue }>((tie) => ({
      tree: fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 1, noNullPrototype: false }),
      node: fc.oneof({ maxDepth: 4 }, text, fc.dictionary(name, tie('many'), { minKeys: 1, maxKeys: 3 })),
      many: fc.oneof(tie('node'), fc.array(tie('node'), { minLength: 2, maxLength: 3 })),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const parsed = parse(
          Object.entries(value as object)
            .map(([key, child]) => written(key, child))
            .join(''),
          'text/xml',
        );
        expect(parsed.ok && plain(parsed.value)).toEqual(plain(value));
      }),
    );
  });
});

describe('forms in parts', () => {
  const part = (header: string, text = '1') => `--x\r\nContent-Disposition: form-data; ${header}\r\n\r\n${text}\r\n`;
  const read = (text: string) => parse(`${text}--x--`, 'multipart/form-data; boundary=x');

  it('RC3 reads 1,000 parts and refuses more (B27)', () => {
    const parts = Array.from({ length: 1001 }, (_, index) => part(`name="f${index}"`));
    const parsed = read(parts.slice(1).join(''));
    expect(parsed.ok && isJsonObject(parsed.value) && Object.keys(parsed.value)).toHaveLength(1000);
    expect(read(parts.join(''))).toMatchObject({ ok: false, reason: 'bad-multipart', sentence: /a thousand parts/ });
  });

  it('RC3 refuses a part with more than 8 KB of headers (B27)', () => {
    const parsed = read(part(`name="a"\r\nX-Long: ${'x'.repeat(8 * 1024)}`));
    expect(parsed).toMatchObject({ ok: false, reason: 'bad-multipart', sentence: /8 KB of headers/ });
  });

  it('RC3 refuses parts with more than 256 KB of headers in all (B27)', () => {
    const parsed = read(part(`name="a"\r\nX-Long: ${'x'.repeat(7 * 1024)}`).repeat(40));
    expect(parsed).toMatchObject({ ok: false, reason: 'bad-multipart', sentence: /256 KB of headers/ });
  });

  it('RC3 gives back what a browser’s own encoder wrote', async () => {
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, fc.stringMatching(/^[^\ud800-\udfff\r\n\0]{0,12}$/), { minKeys: 1 }),
        async (fields) => {
          const form = new FormData();
          for (const [key, value] of Object.entries(fields)) form.append(key, value);
          form.append('file', new File(['12345'], 'a.txt', { type: 'text/plain' }));
          const sent = new Response(form);
          const contentType = sent.headers.get('content-type') ?? '';
          const parsed = parse(await sent.bytes(), contentType);
          const file = { name: 'a.txt', type: 'text/plain', size: 5 };
          expect(parsed.ok && plain(parsed.value)).toEqual(
            plain({ ...fields, file: 'file' in fields ? [fields.file!, file] : file }),
          );
        },
      ),
    );
  });
});

function written(name: string, value: JsonValue): string {
  if (Array.isArray(value)) return value.map((one) => written(name, one)).join('');
  const content =
    typeof value === 'string'
      ? value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      : Object.entries(value as object)
          .map(([key, child]) => written(key, child))
          .join('');
  return `<${name}>${content}</${name}>`;
}

/** As text, so that prototypes and the order of keys do not matter. */
function plain(value: JsonValue): string {
  return JSON.stringify(value, (_key, one) =>
    isJsonObject(one) ? { pairs: Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)) } : one,
  );
}
