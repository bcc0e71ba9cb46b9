// biome-ignore-all lint/suspicious/noUnnecessaryConditions: the linter loses the recursive type of steps; the compiler does not, see assertNever.
import type { Step } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import type { Source } from './what-it-reads.ts';

/** The steps between a value and what depends on it, by their ids, the one that reads the value first. */
export type Way = readonly string[];

/** How far a value has come. */
interface Reach {
  /** Fields and tags that are as they are because of it. */
  fields: ReadonlyMap<string, Way>;
  tags: ReadonlyMap<string, Way>;
  /** Whether, or when, anything that follows is done at all. */
  rest: Way | null;
}

/** A value, as the steps of a flow may read it. */
export interface Value {
  /** The custom field that it is in. */
  field: string | null;
  /** Whether a step reads it otherwise. */
  isRead: (source: Source) => boolean;
}

/**
 * The messages of a flow that would be others, go elsewhere, at another time or not at all with another value; each with the way to it, empty
 * where it reads the value itself.
 *
 * What a condition leads to depends on what it reads, and what stands behind its branches does not, unless a branch ends the flow or waits. A
 * field that is filled from the value, or filled or not because of it, carries it on until it is cleared; so does a tag until it is given or taken in any case.
 * What follows a wait for a date depends on the date. The answer to an HTTP request decides about nothing.
 */
export function sendsThatDepend(
  steps: readonly Step[],
  value: Value,
  sourcesOf: (step: Step) => readonly Source[],
): Map<string, Way> {
  const sends = new Map<string, Way>();
  const start = new Map<string, Way>(value.field === null ? [] : [[value.field, []]]);

  const readBy = (step: Step, { fields, tags }: Reach): Way | null => {
    for (const source of sourcesOf(step)) {
      if (value.isRead(source)) return [];
      const way = wayTo(source, fields, tags);
      if (way !== undefined) return way;
    }
    return null;
  };

  const follow = (branch: readonly Step[], from: Reach, decided: Way | null): Reach =>
    branch.reduce((reach, step) => take(step, reach, decided), from);

  /** @param decided The way to the condition that leads here or not, where it depends. */
  const take = (step: Step, reach: Reach, decided: Way | null): Reach => {
    const read = readBy(step, reach);
    const way = read ?? decided ?? reach.rest;
    switch (step.kind) {
      case 'send':
        if (way !== null) sends.set(step.id, way);
        return reach;
      case 'set-field':
        if (way !== null) return { ...reach, fields: put(reach.fields, step.field, [...way, step.id]) };
        // What cannot be filled in, or does not fit the field, leaves it as it is; clearing is sure.
        return step.value === null ? { ...reach, fields: without(reach.fields, step.field) } : reach;
      case 'tag':
        if (way !== null) return { ...reach, tags: put(reach.tags, step.tag, [...way, step.id]) };
        return { ...reach, tags: without(reach.tags, step.tag) };
      case 'wait':
        return { ...reach, rest: reach.rest ?? (read === null ? decided : [...read, step.id]) };
      case 'stop':
        return { ...reach, rest: reach.rest ?? decided };
      case 'condition': {
        const leads = read === null ? decided : [...read, step.id];
        return merged(follow(step.yes, reach, leads), follow(step.no, reach, leads));
      }
      case 'http':
        return reach;
      default:
        return assertNever(step);
    }
  };

  follow(steps, { fields: start, tags: new Map(), rest: null }, null);
  return sends;
}

function wayTo(source: Source, fields: Reach['fields'], tags: Reach['tags']): Way | undefined {
  if (source.of === 'tag') return tags.get(source.tag);
  if (source.of !== 'field') return undefined;
  return source.key === null ? fields.values().next().value : fields.get(source.key);
}

function put(ways: ReadonlyMap<string, Way>, key: string, way: Way): ReadonlyMap<string, Way> {
  return new Map([...ways, [key, way]]);
}

function without(ways: ReadonlyMap<string, Way>, key: string): ReadonlyMap<string, Way> {
  return new Map([...ways].filter(([other]) => other !== key));
}

function merged(yes: Reach, no: Reach): Reach {
  return {
    fields: new Map([...no.fields, ...yes.fields]),
    tags: new Map([...no.tags, ...yes.tags]),
    rest: yes.rest ?? no.rest,
  };
}
