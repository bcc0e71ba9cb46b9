import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/** What a request may say of its body, true or not. */
export const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/xml',
  'text/xml; charset=iso-8859-1',
  'application/soap+xml',
  'text/plain',
  'text/html; charset=windows-1252',
  'application/json; charset=utf-16',
  'application/json; charset=utf-7',
  'application/json; charset="',
  'application/octet-stream',
  'application/vnd.api+json',
  'image/svg+xml',
  ';;;',
  '',
  'a/b, c/d',
  `text/${'x'.repeat(2000)}`,
  'multipart/form-data; boundary="a b"',
  'application/json; charset=__proto__',
];

const PACKERS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => gzipSync(body, { level: 1 }),
  deflate: (body) => deflateSync(body, { level: 1 }),
  'x-gzip': (body) => gzipSync(body, { level: 1 }),
  br: (body) => brotliCompressSync(body.subarray(0, 4096)),
  raw: (body) => deflateRawSync(body, { level: 1 }),
};
export const PACKINGS = Object.keys(PACKERS);

export function pack(packing: string, body: Buffer): { body: Buffer; coding: string } {
  return { body: PACKERS[packing]!(body), coding: packing === 'raw' ? 'deflate' : packing };
}
