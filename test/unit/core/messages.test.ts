import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBatch, packFault, unpackBatch, unpackFault } from '#engine/core/messages.ts';
import { StartError } from '#engine/start-error.ts';
import type { NewDelivery } from '#engine/store/port/delivery-store.ts';
import { AppError } from '#shared/errors.ts';

const ROW: NewDelivery = {
  id: 'dlv_1',
  webhookId: 'whk_1',
  receivedAt: 1,
  origin: 'sender',
  method: 'POST',
  query: 'a=“b”',
  headers: [['X-Name', 'Zoë']],
  contentType: 'application/json',
  body: null,
  sizeBytes: 0,
  answered: 200,
  settled: null,
  heard: false,
  formerToken: null,
  repeatKey: { kind: 'content', key: 'k' },
  verifiedBy: null,
};

describe('what travels between the threads', () => {
  it('RC2 brings every body over byte for byte, and tells no body from an empty one', () => {
    const bodies = fc.array(fc.option(fc.uint8Array({ maxLength: 50 }), { nil: null }), { maxLength: 20 });
    fc.assert(
      fc.property(bodies, (all) => {
        const rows = all.map((body, index) => ({ ...ROW, id: `dlv_${index}`, body }));
        const arrived = unpackBatch(structuredClone(packBatch(rows)));
        expect(arrived.map((row) => ({ ...row, body: row.body && [...row.body] }))).toEqual(
          rows.map((row) => ({ ...row, body: row.body && [...row.body] })),
        );
      }),
    );
  });

  it('packs the bytes of the rows alone, not the larger buffers that they are views of', () => {
    const body = Buffer.from('x'.repeat(1000)).subarray(10, 13);
    expect(packBatch([{ ...ROW, body }]).bodies.buffer.byteLength).toBe(3);
  });

  it.each([
    ['of the door', new AppError('STALE', 'Changed.', [{ pointer: '/a', message: 'b' }])],
    ['of a start', new StartError('disk-full', 'The disk is full.')],
    ['of SQLite', Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' })],
    ['of any other kind', new RangeError('too deep')],
  ])('an error %s stays what it is', (_, error) => {
    const arrived = unpackFault(structuredClone(packFault(error)));
    expect(arrived).toMatchObject({ name: error.name, message: error.message, stack: error.stack });
    expect(arrived).toMatchObject({ ...error });
    if (error instanceof AppError || error instanceof StartError) expect(arrived).toBeInstanceOf(error.constructor);
  });

  it('what is thrown without being an error arrives as one', () => {
    expect(unpackFault(packFault('gone'))).toMatchObject({ message: 'gone' });
  });
});
