import { createHash } from 'node:crypto';

/**
 * A key of the sender’s own number. Kept apart from keys of contents by its first word; hashed, so that it is short whatever was sent.
 */
export function keyOfId(id: string): string {
  return `id:${digest([id])}`;
}

/**
 * A key of what was signed. It is made of the signed content and not of the signature, because one content can have several: during a
 * rotation each secret signs it, and a replay could bring the signature that the first delivery did not need.
 */
export function keyOfContent(parts: readonly (string | Uint8Array)[]): string {
  return `content:${digest(parts)}`;
}

/** Lengths go in as well, so that no part can pass for the end of the one before. */
function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('base64url');
}
