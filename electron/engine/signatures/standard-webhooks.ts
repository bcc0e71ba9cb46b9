import { createHmac, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { decode } from './decode.ts';
import { keyOfId } from './dedupe-key.ts';
import { hasHeader, readHeader } from './read-header.ts';
import { readSecrets } from './read-keys.ts';
import { sameBytes } from './same-secret.ts';
import { MAX_SIGNATURES } from './signature-header.ts';
import { readId } from './signed-id.ts';
import type { SignedRequest, Trust } from './signed-request.ts';
import { outsideTolerance, readTime, type SignedTime } from './signed-time.ts';
import { isRefused, type Refused, refused, type Verdict } from './verdict.ts';

/** RFC 8410: what stands in front of the 32 bytes of an ed25519 public key. */
const ED25519_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const SIGNATURE_BYTES = { v1: 32, v1a: 64 } as const;
/** Each of these goes over the whole body again. */
const MAX_ASYMMETRIC = 3;

type Version = keyof typeof SIGNATURE_BYTES;
type Family = 'webhook' | 'svix';

/**
 * The Standard Webhooks specification, and Svix, from which it came: `id.timestamp.body`, signed with a shared key (`v1`) or the sender’s
 * ed25519 key (`v1a`). The same three headers go under either name; which is looked at first is the preset’s choice, and they never mix.
 */
export function checkStandardWebhooks(
  preferred: Family,
  request: SignedRequest,
  { secrets, now, toleranceSeconds }: Trust,
): Verdict {
  const given = readSecrets(secrets);
  if (isRefused(given)) return given;
  const keys = given.map(readKey).filter((key) => key !== null);
  if (keys.length === 0) return refused('bad-secret');
  const stated = readStated(request.headers, usedFamily(request.headers, preferred));
  if (isRefused(stated)) return stated;
  const { id, time, signatures } = stated;
  const content = Buffer.concat([Buffer.from(`${id}.${time.text}.`), request.body]);
  if (!keys.some((key) => signedWith(key, signatures, content))) return refused('mismatch');
  const late = outsideTolerance(time, now, toleranceSeconds);
  return late ?? { verdict: 'verified', dedupeKey: keyOfId(id), signedId: id, at: time.at };
}

interface Signature {
  version: Version;
  bytes: Buffer;
}

interface Stated {
  id: string;
  time: SignedTime;
  signatures: readonly Signature[];
}

type Headers = SignedRequest['headers'];

function usedFamily(headers: Headers, preferred: Family): Family {
  const other = preferred === 'svix' ? 'webhook' : 'svix';
  const isThere = (one: Family) => ['id', 'timestamp', 'signature'].some((end) => hasHeader(headers, `${one}-${end}`));
  return !isThere(preferred) && isThere(other) ? other : preferred;
}

function readStated(headers: Headers, family: Family): Stated | Refused {
  const [idHeader, timeHeader] = [`${family}-id`, `${family}-timestamp`];
  const idText = readHeader(headers, idHeader);
  if (isRefused(idText)) return idText;
  const id = readId(idText, '.', `the header ${idHeader}`);
  if (isRefused(id)) return id;
  const timeText = readHeader(headers, timeHeader);
  if (isRefused(timeText)) return timeText;
  const time = readTime(timeText, 's', `the header ${timeHeader}`);
  if (isRefused(time)) return time;
  const signatures = readList(headers, `${family}-signature`);
  return isRefused(signatures) ? signatures : { id, time, signatures };
}

/** `v1,<base64>` and `v1a,<base64>`, separated by spaces. Other versions are not ours to believe (CORPUS S6). */
function readList(headers: Headers, name: string): readonly Signature[] | Refused {
  const list = readHeader(headers, name);
  if (isRefused(list)) return list;
  const entries = list.split(' ');
  const isTooMany = entries.length > MAX_SIGNATURES || entries.filter(isAsymmetric).length > MAX_ASYMMETRIC;
  if (isTooMany) return refused('too-many-signatures', `the header ${name}`);
  const known = entries.flatMap((entry) => {
    const [, version, text] = /^(v1a?),(.*)$/s.exec(entry) ?? [];
    return text === undefined ? [] : [{ version: version as Version, bytes: decode(text, 'base64') }];
  });
  const wellFormed = known.filter(isWellFormed);
  const isSpoilt = wellFormed.length === 0 || wellFormed.length < known.length;
  return isSpoilt ? refused('malformed', `the header ${name}`) : wellFormed;
}

function isAsymmetric(entry: string): boolean {
  return entry.startsWith('v1a,');
}

function isWellFormed(entry: { version: Version; bytes: Buffer | null }): entry is Signature {
  return entry.bytes?.length === SIGNATURE_BYTES[entry.version];
}

type Key = { version: 'v1'; bytes: Buffer } | { version: 'v1a'; key: KeyObject };

function readKey(secret: string): Key | null {
  if (secret.startsWith('whpk_')) {
    const raw = decode(secret.slice('whpk_'.length), 'base64');
    return raw?.length === 32 ? { version: 'v1a', key: publicKey(raw) } : null;
  }
  const bytes = decode(secret.replace(/^whsec_/, ''), 'base64');
  return bytes && { version: 'v1', bytes };
}

function publicKey(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([ED25519_HEAD, raw]), format: 'der', type: 'spki' });
}

/** A key answers for its own version only: a public key must never pass as a shared one. */
function signedWith(key: Key, signatures: readonly Signature[], content: Buffer): boolean {
  const own = signatures.filter(({ version }) => version === key.version);
  if (key.version === 'v1a') return own.some(({ bytes }) => verify(null, content, key.key, bytes));
  const digest = createHmac('sha256', key.bytes).update(content).digest();
  return own.some(({ bytes }) => sameBytes(bytes, digest));
}
