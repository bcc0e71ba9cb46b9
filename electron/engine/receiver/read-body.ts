import type { IncomingMessage } from 'node:http';
import type { BodyBudget } from './body-budget.ts';
import { BodyPieces } from './body-pieces.ts';
import { LIMITS } from './limits.ts';

/** `body` holds exactly the bytes that were sent; its size stays taken from the budget until the caller gives it back. */
export type BodyRead =
  | { kind: 'whole'; body: Buffer }
  /** More than the limit, or than there is memory for; `seen` bytes had come. The rest has not been read. */
  | { kind: 'too-large'; seen: number }
  | { kind: 'no-room' };

/** Reads a body without ever holding more than the limit. `done` is not called when the sender goes away first. */
export function readBody(request: IncomingMessage, budget: BodyBudget, done: (read: BodyRead) => void): void {
  let pieces: BodyPieces | null = new BodyPieces();
  let size = 0;
  let finished = false;

  const refuse = (read: BodyRead) => {
    finished = true;
    budget.giveBack(size);
    pieces = null;
    request.off('data', take);
    done(read);
  };
  const take = (chunk: Buffer) => {
    if (size + chunk.length > LIMITS.bodyBytes) refuse({ kind: 'too-large', seen: size + chunk.length });
    else if (!budget.take(chunk.length)) refuse({ kind: 'no-room' });
    else {
      size += chunk.length;
      pieces?.add(chunk);
    }
  };
  request.on('data', take);
  request.once('end', () => {
    if (finished || pieces === null) return;
    finished = true;
    done({ kind: 'whole', body: pieces.whole() });
  });
  request.once('close', () => {
    if (!finished) budget.giveBack(size);
  });
}
