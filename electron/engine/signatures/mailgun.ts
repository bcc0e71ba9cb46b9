import { createHmac } from 'node:crypto';
import { ownMember, parseBytes } from './body-json.ts';
import { decode } from './decode.ts';
import { keyOfId } from './dedupe-key.ts';
import { readKeys } from './read-keys.ts';
import { sameBytes } from './same-secret.ts';
import type { SignedRequest, Trust } from './signed-request.ts';
import { outsideTolerance, readTime } from './signed-time.ts';
import { isForm, MAX_UNTRUSTED, readForm } from './small-form.ts';
import { isRefused, type Refused, refused, type Verdict } from './verdict.ts';

const PART = 'Mailgun’s signature in its body';

/**
 * Mailgun signs a time and a token and puts them into the body; the event beside them is not covered. So the token is the number of the
 * request: whoever uses it again, with whatever event, repeats himself and has no effect (CORPUS S10).
 */
export function checkMailgun(request: SignedRequest, { secrets, now, toleranceSeconds }: Trust): Verdict {
  const keys = readKeys(secrets, 'text');
  if (isRefused(keys)) return keys;
  const stated = readStated(request);
  if (isRefused(stated)) return stated;
  const { timestamp, token, signatures } = stated;
  const time = readTime(timestamp, 's', PART);
  if (isRefused(time)) return time;
  const isSigned = keys.some((key) => {
    const digest = createHmac('sha256', key).update(timestamp).update(token).digest();
    return signatures.some((signature) => sameBytes(signature, digest));
  });
  if (!isSigned) return refused('mismatch');
  const late = outsideTolerance(time, now, toleranceSeconds);
  return late ?? { verdict: 'verified', dedupeKey: keyOfId(token), signedId: token, at: time.at };
}

interface StatedInBody {
  timestamp: string;
  token: string;
  /** That of the account, and that of its parent account where there is one. */
  signatures: readonly Buffer[];
}

function readStated(request: SignedRequest): StatedInBody | Refused {
  const read = reader(request);
  if (read === null) return refused('malformed', 'a body');
  const [timestamp, token] = [read('timestamp'), read('token')];
  const texts = [read('signature'), read('parent-signature')].filter((text) => text !== undefined);
  if (texts.length === 0) return refused('missing-header', PART);
  const signatures = texts.map((text) => (typeof text === 'string' ? decode(text, 'hex') : null)).filter(isDigest);
  const isWhole = signatures.length === texts.length && typeof timestamp === 'string' && isToken(token);
  return isWhole ? { timestamp, token, signatures } : refused('malformed', PART);
}

function isDigest(bytes: Buffer | null): bytes is Buffer {
  return bytes?.length === 32;
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,256}$/.test(value);
}

/** Events come as JSON, forwarded messages as a form with the same names on top. A name that comes twice says nothing. */
function reader(request: SignedRequest): ((name: string) => unknown) | null {
  const { body } = request;
  if (isForm(request)) {
    const form = readForm(body);
    return form && ((name) => (form.getAll(name).length > 1 ? null : (form.get(name) ?? undefined)));
  }
  if (body.length > MAX_UNTRUSTED) return null;
  const signature = ownMember(parseBytes(body), 'signature');
  return (name) => ownMember(signature, name);
}
