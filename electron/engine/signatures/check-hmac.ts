import { createHmac } from 'node:crypto';
import { ownMember, parseBytes } from './body-json.ts';
import { keyOfContent, keyOfId } from './dedupe-key.ts';
import type { Algorithm, HmacRecipe } from './hmac-recipe.ts';
import { readHeader } from './read-header.ts';
import { readKeys } from './read-keys.ts';
import { sameBytes } from './same-secret.ts';
import { readSignatures } from './signature-header.ts';
import { readId } from './signed-id.ts';
import { MAX_URLS, type SignedRequest, type Trust } from './signed-request.ts';
import { outsideTolerance, readTime, type SignedTime } from './signed-time.ts';
import { isRefused, type Refused, refused, type Verdict } from './verdict.ts';

const DIGEST_BYTES: Readonly<Record<Algorithm, number>> = { sha1: 20, sha256: 32, sha512: 64 };
const PLACEHOLDER = /(\{(?:method|url|id|ts|body)\})/;

/** Checks a request against a recipe. The time is looked at last, so that `stale` says: this really was the sender. */
export function checkHmac(
  recipe: HmacRecipe,
  request: SignedRequest,
  { secrets, now, toleranceSeconds }: Trust,
): Verdict {
  const keys = readKeys(secrets, recipe.key);
  if (isRefused(keys)) return keys;
  const header = readHeader(request.headers, ...recipe.headers);
  if (isRefused(header)) return header;
  const { algorithm, encoding } = recipe;
  const part = `the header ${recipe.headers[0]}`;
  const stated = readSignatures(header, recipe.layout, { encoding, bytes: DIGEST_BYTES[algorithm], part });
  if (isRefused(stated)) return stated;
  const time = timeOf(recipe, request, stated.time);
  if (isRefused(time)) return time;
  const id = idOf(recipe, request);
  if (isRefused(id)) return id;
  const urls = recipe.template.includes('{url}') ? request.urls.slice(0, MAX_URLS).flatMap(recipe.spellings) : [''];
  if (urls.length === 0) return refused('no-address');

  const isSigned = keys.some((key) =>
    urls.some((url) => {
      const mac = createHmac(algorithm, key);
      const values = { method: request.method, url, id: id ?? '', ts: time?.text ?? '', body: request.body };
      for (const piece of fill(recipe.template, values)) mac.update(piece);
      const digest = mac.digest();
      return stated.signatures.some((signature) => sameBytes(signature, digest));
    }),
  );
  if (!isSigned) return refused('mismatch');
  const late = time && outsideTolerance(time, now, toleranceSeconds);
  return late ?? { verdict: 'verified', at: time?.at ?? null, ...repeatOf(recipe, request, { id, time }) };
}

function timeOf(recipe: HmacRecipe, request: SignedRequest, inList: string | null): SignedTime | null | Refused {
  if (!recipe.template.includes('{ts}')) return null;
  if (recipe.timeHeader === null) return readTime(inList ?? '', recipe.timeUnit, `the header ${recipe.headers[0]}`);
  const text = readHeader(request.headers, recipe.timeHeader);
  return isRefused(text) ? text : readTime(text, recipe.timeUnit, `the header ${recipe.timeHeader}`);
}

function idOf({ idHeader, template }: HmacRecipe, request: SignedRequest): string | null | Refused {
  if (idHeader === null) return null;
  const text = readHeader(request.headers, idHeader);
  const separator = /\{id\}([^{])/.exec(template)?.[1] ?? '';
  return isRefused(text) ? text : readId(text, separator, `the header ${idHeader}`);
}

function fill(template: string, values: Readonly<Record<string, string | Uint8Array>>): (string | Uint8Array)[] {
  return template.split(PLACEHOLDER).map((piece) => (PLACEHOLDER.test(piece) ? values[piece.slice(1, -1)]! : piece));
}

function repeatOf(
  { repeat, topicHeaders }: HmacRecipe,
  request: SignedRequest,
  { id, time }: { id: string | null; time: SignedTime | null },
): { dedupeKey: string; signedId: string | null } {
  const own = id ?? (typeof repeat === 'object' ? numberIn(request.body, repeat.bodyKey) : null);
  if (own !== null) return { dedupeKey: keyOfId(own), signedId: own };
  const isTopic = (name: string) => topicHeaders.some((topic) => topic.toLowerCase() === name.toLowerCase());
  const topic = request.headers.filter(([name]) => isTopic(name)).map(([, value]) => value);
  const moment = repeat === 'moment' && time ? time.text : '';
  return { dedupeKey: keyOfContent([topic.join('\n'), moment, request.body]), signedId: null };
}

/** Reads the sender’s number from a body that it is known to have signed. */
function numberIn(body: Uint8Array, key: string): string | null {
  const value = ownMember(parseBytes(body), key);
  return typeof value === 'string' && /^[\x21-\x7e]{1,256}$/.test(value) ? value : null;
}
