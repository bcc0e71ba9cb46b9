/**
 * Finds many texts in another one, in any case, in one walk along it (Aho–Corasick): what that takes grows with the lengths alone, whatever a
 * stranger wrote into either. Places and lengths are in code units.
 */

/** A cut text of which less is left is not recognised. */
const SHORTEST_CUT = 6;
const ELLIPSIS = 0x2026;
const DOT = 0x2e;

/** From the first sign to the one after the last. */
export type Span = [start: number, end: number];

export class TextFinder {
  /** Of the tree of texts, by state: the state before it and the sign that leads on from there. State 0 is the root. */
  readonly #before: Int32Array;
  readonly #sign: Uint16Array;
  readonly #depth: Int32Array;
  /** By state: the state of the longest end of it that begins a text too. */
  readonly #shorter: Int32Array;
  /** By state: the longest whole text at its end, as a state; 0 where there is none. */
  readonly #whole: Int32Array;
  /** Every state but the root, by the hash of what leads to it. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  #states = 1;

  constructor(texts: readonly string[]) {
    const size = texts.reduce((sum, text) => sum + text.length, 1);
    this.#before = new Int32Array(size);
    this.#sign = new Uint16Array(size);
    this.#depth = new Int32Array(size);
    this.#shorter = new Int32Array(size);
    this.#whole = new Int32Array(size);
    const slots = 2 ** Math.ceil(Math.log2(size * 2));
    this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    // Row by row, so that whatever is shorter than a new state is there already.
    let growing = texts.filter((text) => text !== '').map((text) => ({ text, state: 0 }));
    for (let depth = 1; growing.length > 0; depth += 1) {
      for (const one of growing) one.state = this.#grow(one.state, folded(one.text.charCodeAt(depth - 1)), depth);
      for (const { text, state } of growing) if (text.length === depth) this.#whole[state] = state;
      growing = growing.filter(({ text }) => text.length > depth);
    }
  }

  /**
   * Where these texts stand in another one, in order and apart from each other; of those that end at the same place the longest that `counts`.
   * The beginning of one counts where it was cut: where `…` or `...` follows, which belongs to it.
   */
  find(text: string, counts: (start: number, end: number) => boolean): Span[] {
    const spans: Span[] = [];
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#depth[state]! >= SHORTEST_CUT) {
        const mark = lengthOfCut(text, at, code);
        if (mark > 0) add(spans, at - this.#depth[state]!, at + mark);
      }
      state = this.#next(state, folded(code));
      let whole = this.#whole[state]!;
      while (whole !== 0 && !counts(at + 1 - this.#depth[whole]!, at + 1)) whole = this.#whole[this.#shorter[whole]!]!;
      if (whole !== 0) add(spans, at + 1 - this.#depth[whole]!, at + 1);
    }
    return spans;
  }

  #grow(from: number, sign: number, depth: number): number {
    const known = this.#child(from, sign);
    if (known !== 0) return known;
    const state = this.#states;
    this.#states += 1;
    // Before it is in the tree: it is not its own end.
    const shorter = from === 0 ? 0 : this.#next(this.#shorter[from]!, sign);
    this.#before[state] = from;
    this.#sign[state] = sign;
    this.#depth[state] = depth;
    this.#shorter[state] = shorter;
    this.#whole[state] = this.#whole[shorter]!;
    let slot = this.#hash(from, sign);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot] = state;
    return state;
  }

  #next(from: number, sign: number): number {
    let state = from;
    for (;;) {
      const next = this.#child(state, sign);
      if (next !== 0 || state === 0) return next;
      state = this.#shorter[state]!;
    }
  }

  /** 0 where there is none. */
  #child(from: number, sign: number): number {
    for (let slot = this.#hash(from, sign); ; slot = (slot + 1) & this.#mask) {
      const state = this.#slots[slot]!;
      if (state === 0 || (this.#sign[state] === sign && this.#before[state] === from)) return state;
    }
  }

  #hash(from: number, sign: number): number {
    const mixed = Math.imul(from ^ (sign << 15), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }
}

function lengthOfCut(text: string, at: number, code: number): number {
  if (code === ELLIPSIS) return 1;
  return code === DOT && text.startsWith('...', at) ? 3 : 0;
}

/** What a new one overlaps or touches becomes one with it. */
function add(spans: Span[], start: number, end: number): void {
  let from = start;
  while (spans.length > 0 && spans.at(-1)![1] >= from) from = Math.min(from, spans.pop()![0]);
  spans.push([from, end]);
}

/** Filled as signs are met; 0 is not known yet. */
const FOLDED = new Uint16Array(0x10000);

function folded(code: number): number {
  const known = FOLDED[code]!;
  if (known !== 0) return known;
  const sign = String.fromCharCode(code);
  const upper = sign.toUpperCase();
  // What becomes longer that way stands for itself.
  const lower = (upper.length === 1 ? upper : sign).toLowerCase();
  FOLDED[code] = lower.length === 1 ? lower.charCodeAt(0) : code;
  return FOLDED[code]!;
}
