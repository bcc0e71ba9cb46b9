import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BodyPieces } from '#engine/receiver/body-pieces.ts';

function piecesOf(sizes: readonly number[]) {
  const sent = sizes.map((size, index) => Buffer.alloc(size, (index % 251) + 1));
  const pieces = new BodyPieces();
  for (const piece of sent) pieces.add(piece);
  return { pieces, sent: Buffer.concat(sent) };
}

it('RC2 however a body is cut, it comes out as it was sent', () => {
  const size = fc.oneof(fc.nat(8), fc.integer({ min: 1, max: 5000 }), fc.constantFrom(4095, 4096, 65_536, 70_000));
  fc.assert(
    fc.property(fc.array(size, { maxLength: 400 }), (sizes) => {
      const { pieces, sent } = piecesOf(sizes);
      expect(pieces.whole().equals(sent)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('a body of one piece is not copied', () => {
  const pieces = new BodyPieces();
  const only = Buffer.from('{}');
  pieces.add(only);
  expect(pieces.whole()).toBe(only);
});

it('a body in single bytes is held in few buffers', () => {
  const { pieces, sent } = piecesOf(Array<number>(20_000).fill(1));
  expect(pieces.count).toBe(65);
  expect(pieces.whole().equals(sent)).toBe(true);
});
