/** What to send back, in the shape in which the receiver sends: header names and values in turn. */
export interface HandshakeAnswer {
  status: number;
  headers: string[];
  body: string;
}

export type Handshake =
  /** Not a handshake, or one that proves nothing: it goes the way of every request, and is refused there if it is not signed. */
  | { kind: 'none' }
  /** Send this; nothing is stored and nothing starts. */
  | ({ kind: 'answer' } & HandshakeAnswer)
  /** Send this status with its usual text; `sentence` says why to the owner, where there is more to say than usual. */
  | { kind: 'refuse'; status: 403 | 404 | 413; sentence: string | null }
  /** Store the secret as the webhook’s own, on disk, and only then send the answer. */
  | { kind: 'store-secret'; secret: string; answer: HandshakeAnswer };

export const NONE: Handshake = { kind: 'none' };

export const refuse = (status: 403 | 404 | 413, sentence: string | null = null): Handshake => ({
  kind: 'refuse',
  status,
  sentence,
});

export const answer = (given: HandshakeAnswer): Handshake => ({ kind: 'answer', ...given });

/** A challenge is the one thing a sender gets back of what it sent: bounded, as plain text that no browser takes for anything else. */
export const MAX_CHALLENGE = 4 * 1024;

export function echo(challenge: string): Handshake {
  return isTooLong(challenge) ? refuse(413) : answer(withBody('text/plain; charset=utf-8', challenge));
}

export function isTooLong(challenge: string): boolean {
  return Buffer.byteLength(challenge) > MAX_CHALLENGE;
}

export function json(value: object): HandshakeAnswer {
  return withBody('application/json', JSON.stringify(value));
}

export function empty(...headers: string[]): HandshakeAnswer {
  return { status: 200, headers: ['content-length', '0', ...headers], body: '' };
}

function withBody(contentType: string, body: string): HandshakeAnswer {
  const length = String(Buffer.byteLength(body));
  return {
    status: 200,
    headers: ['content-type', contentType, 'content-length', length, 'x-content-type-options', 'nosniff'],
    body,
  };
}
