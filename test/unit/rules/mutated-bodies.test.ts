import { describe, expect, it } from 'vitest';
import { parseBody } from '#engine/formats/parse-body.ts';
import { REASONS } from '#shared/contract/outcome.ts';
import { NEWEST_PARSER } from '#shared/contract/webhook.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { BODY_MUTATIONS } from '#test/mutations/body-mutations.ts';
import { type BodySeed, bodySeeds } from '#test/mutations/body-seeds.ts';
import { Random } from '#test/mutations/random.ts';
import { PACKINGS, pack } from '#test/mutations/statements.ts';

const SEED = 20_261_125;
const BODIES = 600;
const LARGE_BODIES = 15;
const LARGE_BYTES = 5 * 1024 * 1024;
/** Of the processor, for one body, in ms. What takes more would hold up whoever waits. */
const HELD_MS = 250;
const LARGE_HELD_MS = 1_000;

const seeds = bodySeeds();
const KINDS: Record<string, (seed: BodySeed) => boolean> = {
  JSON: ({ contentType }) => /json/i.test(contentType),
  forms: ({ contentType }) => /urlencoded/i.test(contentType),
  'forms in parts': ({ contentType }) => /multipart/i.test(contentType),
  XML: ({ contentType }) => /xml/i.test(contentType),
  text: ({ contentType }) => /^text\/(?!xml)/i.test(contentType),
  'bodies of no known kind': ({ contentType }) => !/json|urlencoded|multipart|xml|^text\//i.test(contentType),
};

function mutated(random: Random, of: readonly BodySeed[]): BodySeed {
  const { contentType, body } = random.pick(of);
  let result = body;
  for (let count = random.below(6); count > 0; count -= 1) {
    result = random.pick(Object.values(BODY_MUTATIONS))(random, result, random.pick(seeds).body);
  }
  return { contentType, body: result };
}

/** Reads it, and fails where it throws, takes too long, or gives what nobody could work with. */
function check(name: string, body: Buffer, contentType: string, coding: string | null, mostMs: number): void {
  const headers: [string, string][] = coding === null ? [] : [['content-encoding', coding]];
  const before = process.cpuUsage();
  const parsed = parseBody({ body, headers, contentType, query: 'a=1' }, NEWEST_PARSER);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000, name).toBeLessThan(mostMs);
  if (!parsed.ok) {
    expect(REASONS, name).toContain(parsed.reason);
    expect(parsed.sentence, name).not.toBe('');
    return;
  }
  const { values, depth } = sizeOf(parsed.value);
  expect(values, name).toBeLessThanOrEqual(50_000);
  expect(depth, name).toBeLessThanOrEqual(64);
}

describe.each(Object.entries(KINDS))('mutated: %s', { timeout: 60_000 }, (kind, isKind) => {
  const ofKind = seeds.filter(isKind);

  it(`RC3 ${BODIES} bodies are read or refused, never more`, () => {
    for (let index = 0; index < BODIES; index += 1) {
      const random = new Random(SEED, index);
      const { contentType, body } = mutated(random, ofKind);
      const packed = random.chance(20) ? pack(random.pick(PACKINGS), body) : { body, coding: null };
      const name = `${kind} ${index}, ${contentType}, ${packed.coding}: ${body.toString('hex').slice(0, 4000)}`;
      check(name, packed.body, contentType, packed.coding, HELD_MS);
    }
  });

  it(`RC3 ${LARGE_BODIES} bodies of 5 MB take no time that grows with the square of their size`, () => {
    for (let index = 0; index < LARGE_BODIES; index += 1) {
      const random = new Random(SEED + 1, index);
      const { contentType, body } = mutated(random, ofKind);
      const piece = body.length === 0 ? Buffer.from(' ') : body;
      const large = Buffer.alloc(LARGE_BYTES, piece);
      check(
        `${kind} ${index} in 5 MB, ${contentType}: ${piece.toString('hex').slice(0, 4000)}`,
        large,
        contentType,
        null,
        LARGE_HELD_MS,
      );
    }
  });

  it('B14 changes no prototype', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

/** Without recursion: a tree that is too deep must not bring down the test either. */
function sizeOf(value: JsonValue): { values: number; depth: number } {
  let [values, depth] = [0, 0];
  const waiting: [JsonValue, number][] = [[value, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [one, level] = next;
    values += 1;
    depth = Math.max(depth, level);
    if (Array.isArray(one)) waiting.push(...one.map((child): [JsonValue, number] => [child, level + 1]));
    else if (isJsonObject(one))
      waiting.push(...Object.values(one).map((child): [JsonValue, number] => [child, level + 1]));
  }
  return { values, depth };
}
