import type { Hook, Target } from '#test/fixtures/corpus/case.ts';
import { BODY_MUTATIONS } from '#test/mutations/body-mutations.ts';
import { type BodySeed, bodySeeds } from '#test/mutations/body-seeds.ts';
import { Random } from '#test/mutations/random.ts';
import { CONTENT_TYPES, PACKINGS, pack } from '#test/mutations/statements.ts';
import { FRAMING_MUTATIONS } from './framing-mutations.ts';
import { ODD_HEADERS, QUERIES, SIGNATURES } from './headers.ts';
import { rawSeeds } from './raw-seeds.ts';

/** One hostile request. */
export interface Plan {
  index: number;
  /** What was done to its seed, in order. */
  mutations: string[];
  /** All of it, as it is sent. */
  bytes: Buffer;
  /** What must be stored if it is accepted; null where its framing was changed, so that it takes an independent reader to tell. */
  body: Buffer | null;
}

export interface FuzzHook {
  name: keyof typeof SIGNATURES;
  /** Asked for each request: some signatures hold for a few minutes only. */
  target(): Target;
}

/** Of a hundred requests, those whose framing is broken. Each takes a connection of its own. */
const FRAMING_PERCENT = 15;

/** Makes the request of a number: the same one for the same seed, whatever was made before. */
export class Planner {
  readonly #seed: number;
  readonly #hooks: readonly FuzzHook[];
  readonly #bodies = bodySeeds();
  readonly #raw: readonly Buffer[];

  constructor(seed: number, hooks: readonly FuzzHook[], at: (hook: Hook) => Target) {
    this.#seed = seed;
    this.#hooks = hooks;
    this.#raw = rawSeeds(at);
  }

  /** `without`: places in the list of mutations that are left out, to find out which of them matter. */
  plan(index: number, without: ReadonlySet<number> = new Set()): Plan {
    const random = new Random(this.#seed, index * 32);
    return random.chance(FRAMING_PERCENT)
      ? this.#framing(random, index, without)
      : this.#wellFramed(random, index, without);
  }

  #wellFramed(random: Random, index: number, without: ReadonlySet<number>): Plan {
    const hook = random.pick(this.#hooks);
    const seed = random.pick(this.#bodies);
    const mutated = this.#mutated(index, without, seed.body, BODY_MUTATIONS, () => random.pick(this.#bodies).body);
    const request = dressed(random, hook, { ...seed, body: mutated.result });
    return { index, mutations: mutated.names, ...request };
  }

  #framing(random: Random, index: number, without: ReadonlySet<number>): Plan {
    const isRaw = random.chance(40);
    const seed = isRaw
      ? random.pick(this.#raw)
      : dressed(random, random.pick(this.#hooks), random.pick(this.#bodies)).bytes;
    const other = () => random.pick(this.#raw);
    const { result, names } = this.#mutated(index, without, seed, FRAMING_MUTATIONS, other);
    return { index, mutations: names, bytes: result, body: null };
  }

  #mutated(
    index: number,
    without: ReadonlySet<number>,
    seed: Buffer,
    all: Readonly<Record<string, (random: Random, bytes: Buffer, other: Buffer) => Buffer>>,
    other: () => Buffer,
  ): { result: Buffer; names: string[] } {
    const names: string[] = [];
    let result = seed;
    // Each has numbers of its own, so that leaving one out does not change the others.
    const count = new Random(this.#seed, index * 32 + 1).below(4);
    for (let place = 0; place < count; place += 1) {
      const random = new Random(this.#seed, index * 32 + 2 + place);
      const name = random.pick(Object.keys(all));
      const from = other();
      if (without.has(place)) continue;
      result = all[name]!(random, result, from);
      names.push(name);
    }
    return { result, names };
  }
}

/** A well-framed request around a body. */
function dressed(random: Random, hook: FuzzHook, seed: BodySeed): { bytes: Buffer; body: Buffer } {
  let { body } = seed;
  const { token, now } = hook.target();
  const headers: [string, string][] = [];
  const contentType = random.chance(25) ? random.pick(CONTENT_TYPES) : seed.contentType;
  if (contentType !== '') headers.push(['Content-Type', contentType]);
  if (random.chance(12)) {
    const packed = pack(random.pick(PACKINGS), body);
    headers.push(['Content-Encoding', packed.coding]);
    body = packed.body;
  }
  if (random.chance(90)) headers.push(...SIGNATURES[hook.name](body, now));
  if (random.chance(30)) headers.push(...random.pick(ODD_HEADERS)(random));
  const isChunked = random.chance(20);
  headers.push(isChunked ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(body.length)]);
  const lines = [`POST /h/${token}${random.pick(QUERIES)} HTTP/1.1`, 'Host: x'];
  for (const [header, value] of headers) lines.push(`${header}: ${value}`);
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return { bytes: Buffer.concat([head, ...(isChunked ? chunksOf(random, body) : [body])]), body };
}

function chunksOf(random: Random, body: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const chunk = body.subarray(at, at + 1 + random.below(body.length));
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
    at += chunk.length;
  }
  parts.push(Buffer.from('0\r\n\r\n'));
  return parts;
}

/** As many mutations less as can be spared while the fault stays. */
export async function shrink(
  planner: Pick<Planner, 'plan'>,
  index: number,
  isFaulty: (plan: Plan) => Promise<boolean>,
): Promise<Plan> {
  const without = new Set<number>();
  let smallest = planner.plan(index);
  const count = smallest.mutations.length;
  for (let place = 0; place < count; place += 1) {
    const smaller = planner.plan(index, new Set([...without, place]));
    if (!(await isFaulty(smaller))) continue;
    without.add(place);
    smallest = smaller;
  }
  return smallest;
}
