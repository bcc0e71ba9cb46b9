import { Drop, type Liquid } from 'liquidjs';
import { holeMark, wordsOfPayload } from '#shared/text/holes.ts';
import type { Hole } from '../messages.ts';

/*
 * To show a text with its holes, something has to stand where a value is missing that says so, and is missing all the same: a condition, `default`
 * and a loop take it for nothing, and a filter cannot make anything of it.
 */

export class MissingDrop extends Drop {
  readonly mark: string;

  constructor(words: string) {
    super();
    this.mark = holeMark(words);
  }

  override valueOf(): null {
    return null;
  }

  /** What is in it is missing with it. */
  override liquidMethodMissing(): this {
    return this;
  }

  toJSON(): string {
    return this.mark;
  }
}

/**
 * Of a name that leads further than to what is missing, what is missing is told: only those of a payload do. Where it leads into something that is
 * no object, the value stays missing.
 */
export function placeHoles(scope: Record<string, unknown>, holes: readonly Hole[]): void {
  for (const { name, words } of holes) {
    const steps = name.split('.');
    let inner: unknown = scope;
    for (const [at, step] of steps.entries()) {
      if (typeof inner !== 'object' || inner === null || inner instanceof Drop) break;
      if (!Object.hasOwn(inner, step)) {
        const isWhole = at === steps.length - 1;
        Object.assign(inner, { [step]: new MissingDrop(isWhole ? words : wordsOfPayload(steps.slice(1, at + 1))) });
        break;
      }
      inner = (inner as Record<string, unknown>)[step];
    }
  }
}

type Filter = (this: unknown, ...values: unknown[]) => unknown;

/** Lets what is missing pass through all filters of a Liquid as it is, but through the one that says what stands there instead. */
export function passHoles(liquid: Liquid): void {
  for (const [name, filter] of Object.entries(liquid.filters)) {
    if (name === 'default') continue;
    const take = (typeof filter === 'function' ? filter : filter.handler) as Filter;
    liquid.registerFilter(name, function (...values: unknown[]) {
      return values.find((value) => value instanceof MissingDrop) ?? Reflect.apply(take, this, values);
    });
  }
}
