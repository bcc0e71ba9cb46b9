import type { Emitter, Liquid } from 'liquidjs';

/*
 * A thread that runs out of memory mostly ends alone; but where a single piece is larger than all that is left, V8 ends the process with it. Liquid counts
 * what most filters make, once they have made a text of what they are given, and nothing of what tags put together. So no text gets longer
 * here than the longest one that can arrive.
 */

/** In characters. */
const LONGEST = 5_000_000;

type Filter = (this: unknown, ...values: unknown[]) => unknown;

/** Lets a Liquid make no text that is longer. */
export function limitLengths(liquid: Liquid): void {
  const { renderer, filters } = liquid;
  const render = renderer.renderTemplates.bind(renderer);
  renderer.renderTemplates = (templates, context, emitter = new LimitedEmitter()) =>
    render(templates, context, emitter);
  for (const [name, filter] of Object.entries(filters)) {
    const take = (typeof filter === 'function' ? filter : filter.handler) as Filter;
    liquid.registerFilter(name, function (...values: unknown[]) {
      for (const value of values) checkLength(value);
      return Reflect.apply(take, this, values);
    });
  }
}

/** Throws where this would be too long as a text. A list becomes one too. */
export function checkLength(value: unknown): void {
  if (lengthOf(value) > LONGEST) tooLong();
}

class LimitedEmitter implements Emitter {
  buffer = '';

  write(written: unknown): void {
    const text = String(written);
    if (this.buffer.length + text.length > LONGEST) tooLong();
    this.buffer += text;
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (!Array.isArray(value)) return 0;
  let length = 0;
  for (const one of value) length += lengthOf(one);
  return length;
}

function tooLong(): never {
  // As Liquid calls it.
  throw new Error('memory alloc limit exceeded');
}
