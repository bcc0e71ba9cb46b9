import { createHmac, hash } from 'node:crypto';
import { decode } from './decode.ts';
import { keyOfContent } from './dedupe-key.ts';
import { readHeader } from './read-header.ts';
import { readKeys } from './read-keys.ts';
import { sameBytes, sameSecret } from './same-secret.ts';
import { MAX_URLS, type SignedRequest, type Trust } from './signed-request.ts';
import { isForm, readForm } from './small-form.ts';
import { twilioSpellings } from './twilio-spellings.ts';
import { isRefused, type Refused, refused, type Verdict } from './verdict.ts';

const HEADER = 'X-Twilio-Signature';
const PART = `the header ${HEADER}`;
const NOTHING = Buffer.alloc(0);

/**
 * Twilio signs the address with the form’s fields behind it, sorted. Of any other body it puts the sha256 into the address. Here the key
 * for repeats is the signature: address and fields can be written, and divided, in many ways that have the same one.
 */
export function checkTwilio(request: SignedRequest, { secrets }: Trust): Verdict {
  const keys = readKeys(secrets, 'text');
  if (isRefused(keys)) return keys;
  const header = readHeader(request.headers, HEADER);
  if (isRefused(header)) return header;
  const signature = decode(header, 'base64');
  if (signature?.length !== 20) return refused('malformed', PART);
  const urls = request.urls.slice(0, MAX_URLS);
  if (urls.length === 0) return refused('no-address');

  const fields = signedFields(request, urls[0]!);
  if (isRefused(fields)) return fields;
  const spellings = urls.flatMap(twilioSpellings);
  const isSigned = keys.some((key) =>
    spellings.some((url) => sameBytes(signature, createHmac('sha1', key).update(url).update(fields).digest())),
  );
  if (!isSigned) return refused('mismatch');
  return { verdict: 'verified', dedupeKey: keyOfContent([signature]), signedId: null, at: null };
}

/** What is signed behind the address. A body that neither the fields nor the address cover is refused. */
function signedFields(request: SignedRequest, url: string): Buffer | Refused {
  const { body } = request;
  const bodyHash = URL.parse(url)?.searchParams.get('bodySHA256');
  if (bodyHash) return sameSecret(bodyHash, hash('sha256', body, 'hex')) ? NOTHING : refused('mismatch');
  if (body.length === 0) return NOTHING;
  const form = isForm(request) ? readForm(body) : null;
  return form === null ? refused('malformed', 'a body') : sortedFields(form);
}

function sortedFields(form: URLSearchParams): Buffer {
  const fields = Map.groupBy(form, ([name]) => name);
  const sorted = [...fields].sort(([one], [other]) => (one < other ? -1 : 1));
  return Buffer.from(sorted.flatMap(([name, same]) => valuesOf(same).map((value) => name + value)).join(''), 'utf8');
}

function valuesOf(pairs: readonly [string, string][]): string[] {
  return [...new Set(pairs.map(([, value]) => value))].sort();
}
