import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamReader } from '#renderer/door/event-stream.ts';

const read = (...pieces: string[]) => {
  const reader = createStreamReader();
  const data = pieces.flatMap((piece) => reader.read(piece));
  return { data, lastId: reader.lastId() };
};

describe('the stream of events', () => {
  it('gives a message when its empty line has arrived', () => {
    expect(read('id: run-1\ndata: {"a":1}\n').data).toEqual([]);
    expect(read('id: run-1\ndata: {"a":1}\n\n')).toEqual({ data: ['{"a":1}'], lastId: 'run-1' });
  });

  it('joins several data lines, passes over comments and unknown fields', () => {
    expect(read(': still here\nretry: 1000\ndata: one\ndata:two\nevent: x\n\n').data).toEqual(['one\ntwo']);
  });

  it('takes an id that comes alone, so that a lost connection resumes there', () => {
    expect(read('retry: 1000\nid: run-7\n\n')).toEqual({ data: [], lastId: 'run-7' });
  });

  it('does not move on before the message is complete', () => {
    expect(read('id: run-1\ndata: a\n\nid: run-2\ndata: b').lastId).toBe('run-1');
  });

  it('reads every kind of line end', () => {
    expect(read('data: a\r\n\r\ndata: b\r\rdata: c\n\n').data).toEqual(['a', 'b', 'c']);
  });

  it('reads the same however the text is cut', () => {
    const line = fc.constantFrom('data: a', 'data:  b', 'data', 'id: 3', ': note', '', 'data: {"x":"\u2028"}');
    const end = fc.constantFrom('\n', '\r\n');
    const text = fc
      .array(
        fc.tuple(line, end).map((pair) => pair.join('')),
        { maxLength: 20 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 8 }), (whole, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length];
        const pieces = places.slice(1).map((place, index) => whole.slice(places[index], place));
        expect(read(...pieces)).toEqual(read(whole));
      }),
    );
  });
});
