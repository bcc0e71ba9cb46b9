import { describe, expect, it } from 'vitest';
import { readRequests } from '#test/fault/fuzz/read-requests.ts';

const POST = 'POST /h/x HTTP/1.1\r\nHost: x\r\n';
const read = (stream: string) => readRequests(Buffer.from(stream, 'latin1')).map(String);

/** The judge of the mutated requests is judged here: what it takes for a whole request, and that it takes nothing else for one. */
describe('the independent reader', () => {
  it.each([
    ['a length', `${POST}Content-Length: 2\r\n\r\n{}`, ['{}']],
    ['no body', `${POST}\r\n`, ['']],
    ['chunks', `${POST}Transfer-Encoding: Chunked\r\n\r\n1\r\n{\r\n01;a=b\r\n}\r\n0\r\nX: 1\r\n\r\n`, ['{}']],
    ['two in a row', `${POST}Content-Length: 1\r\n\r\na\r\n${POST}Content-Length: 1\r\n\r\nb`, ['a', 'b']],
    ['rubbish behind', `${POST}Content-Length: 2\r\n\r\n{}rubbish\r\n\r\n`, ['{}']],
  ])('reads %s', (_what, stream, bodies) => {
    expect(read(stream)).toEqual(bodies);
  });

  it.each([
    ['a body that breaks off', `${POST}Content-Length: 3\r\n\r\n{}`],
    ['a head that breaks off', `${POST}Content-Length: 0\r\n`],
    ['length and chunked', `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`],
    ['a signed length', `${POST}Content-Length: +2\r\n\r\n{}`],
    ['another coding', `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ['a size that is none', `${POST}Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n`],
    ['a chunk longer than it says', `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`],
    ['chunks without an end', `${POST}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n`],
    ['another version', 'POST /h/x HTTP/1.2\r\nContent-Length: 0\r\n\r\n'],
    ['bare line feeds', 'POST /h/x HTTP/1.1\nContent-Length: 0\n\n'],
  ])('reads nothing in %s', (_what, stream) => {
    expect(read(stream)).toEqual([]);
  });
});
