import { echo, type Handshake, NONE } from './handshake-answer.ts';
import type { HandshakeInput } from './handshake-input.ts';

export function dropboxChallenge({ method, query }: Pick<HandshakeInput, 'method' | 'query'>): string | null {
  if (method !== 'GET') return null;
  const [challenge, ...others] = new URLSearchParams(query).getAll('challenge');
  return challenge !== undefined && others.length === 0 ? challenge : null;
}

/** Dropbox proves nothing when it asks; it gets back what it sent, and nobody learns more than that the address is in use. */
export function answerDropbox(input: HandshakeInput): Handshake {
  const challenge = dropboxChallenge(input);
  return challenge === null ? NONE : echo(challenge);
}
