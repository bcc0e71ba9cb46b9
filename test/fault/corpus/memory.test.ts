import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { post } from '#test/fixtures/corpus/case.ts';
import { talkTo } from '../support/talk.ts';
import { startTarget } from './start-target.ts';

const MEGABYTE = 1024 * 1024;
const BOMB = Buffer.alloc(50 * MEGABYTE);
const BOMBS = { gzip: gzipSync(BOMB), deflate: deflateRawSync(BOMB), br: brotliCompressSync(BOMB) };
const STREAMS = 6;

describe('the hostile corpus, in memory', () => {
  it('B28 H15 H17 what would be large is never held: not a bomb, not an endless body, not the promise of one', async () => {
    const { engine, at, idle, end, standingRule } = await startTarget();
    onTestFinished(end);
    const plain = at('plain');
    const packed = (coding: string) => ['Content-Type: application/json', `Content-Encoding: ${coding}`];
    const send = (request: Uint8Array) => talkTo(engine.receiver, request);
    for (let count = 0; count < 50; count += 1) await send(post(plain, gzipSync('{"a":1}'), packed('gzip')));
    await idle();
    const { peak: before } = await engine.watch();

    // Each is 50 MB when it is unpacked; some of the growth is other work of the engine's.
    for (const [coding, bomb] of Object.entries(BOMBS)) {
      expect(await send(post(plain, bomb, packed(coding)))).toMatch(/^HTTP\/1\.1 200 /);
      await idle();
    }
    const { peak: afterBombs } = await engine.watch();
    expect(afterBombs - before).toBeLessThan(40 * MEGABYTE);

    const head = `POST /h/${plain.token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), BOMB.subarray(0, MEGABYTE), Buffer.from('\r\n')]);
    const stream = Buffer.concat([
      Buffer.from(head),
      ...Array.from({ length: 50 }, () => chunk),
      Buffer.from('0\r\n\r\n'),
    ]);
    const promise = Buffer.from(`${head}FFFFFFFFFFF\r\n${'x'.repeat(MEGABYTE)}`);
    await talkTo(engine.receiver, promise, { hangsUp: true });
    for (let count = 0; count < STREAMS; count += 1) expect(await send(stream)).toMatch(/^HTTP\/1\.1 413 /);
    // What was thrown away is collected in its own time, so this is not nothing; it is not all that was sent either.
    const { peak: afterStreams } = await engine.watch();
    expect(afterStreams - afterBombs).toBeLessThan((STREAMS * stream.length) / 2);
    await idle();
    await standingRule();
  });
});
