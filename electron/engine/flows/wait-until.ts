import type { Wait } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import { saySpan } from '#shared/flow/say-span.ts';
import { localFormOf } from '#shared/local-form/local-form.ts';
import { sayMoment } from '#shared/local-form/say-time.ts';
import { instantOf, wallOf } from '../mapping/zone-time.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** `until`: it is still to come. `over`: there is nothing to wait for, and the step says whether that ends the flow. */
export type Waiting =
  | { kind: 'until'; at: number; sentence: string }
  | { kind: 'over'; ends: boolean; sentence: string };

/**
 * How long a step waits. Whole days are counted on the business's clocks: a day after 09:00 is 09:00, also when the clocks change in between; a
 * time that is left out in spring is the next that there is, of one that comes twice in autumn the first is taken.
 */
export function waitUntil(wait: Wait, world: Pick<World, 'contact' | 'fields' | 'settings' | 'at'>): Waiting {
  const { at, settings } = world;
  const form = localFormOf(settings);
  const { timeZone } = form;
  switch (wait.kind) {
    case 'after': {
      const due = later(at, wait.minutes, timeZone);
      return { kind: 'until', at: due, sentence: `Waits ${saySpan(wait.minutes)}, until ${sayMoment(due, form)}.` };
    }
    case 'time': {
      const due = nextTime(at, wait.time, timeZone);
      return { kind: 'until', at: due, sentence: `Waits until ${sayMoment(due, form)}.` };
    }
    case 'at-field':
      return untilField(wait, world);
    default:
      return assertNever(wait);
  }
}

function untilField(
  { field: key, offsetMinutes, otherwise }: Extract<Wait, { kind: 'at-field' }>,
  { contact, fields, settings, at }: Pick<World, 'contact' | 'fields' | 'settings' | 'at'>,
): Waiting {
  const form = localFormOf(settings);
  const { timeZone } = form;
  const over = (why: string): Waiting => ({
    kind: 'over',
    ends: otherwise === 'stop',
    sentence: `${why} ${otherwise === 'stop' ? 'The flow ends here.' : 'The flow goes on at once.'}`,
  });
  const field = fields.find((known) => known.key === key);
  if (field === undefined) return over(`There is no field “${key}” to wait for.`);
  const text = contact.fields[key]?.text;
  if (text === undefined) return over(`“${field.name}” is empty, so there is nothing to wait for.`);
  const moment = momentOf(text, field.type, timeZone);
  if (moment === null) return over(`“${field.name}” is no date, so there is nothing to wait for.`);
  const due = later(moment, offsetMinutes, timeZone);
  const which = `${sayOffset(offsetMinutes)}“${field.name}”`;
  if (due <= at) return over(`${sayMoment(due, form)} (${which}) has passed already.`);
  return { kind: 'until', at: due, sentence: `Waits until ${sayMoment(due, form)} (${which}).` };
}

function momentOf(text: string, type: string, timeZone: string): number | null {
  if (type === 'date') return instantOf(Date.parse(text), timeZone).at;
  return type === 'datetime' ? Date.parse(text) : null;
}

function later(at: number, minutes: number, timeZone: string): number {
  if ((minutes * MINUTE) % DAY !== 0) return at + minutes * MINUTE;
  return instantOf(wallOf(at, timeZone) + minutes * MINUTE, timeZone).at;
}

function nextTime(at: number, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wall = wallOf(at, timeZone);
  const midnight = wall - (wall % DAY);
  const onDay = (days: number) => instantOf(midnight + days * DAY + (hours * 60 + minutes) * MINUTE, timeZone).at;
  const today = onDay(0);
  return today > at ? today : onDay(1);
}

function sayOffset(minutes: number): string {
  if (minutes === 0) return '';
  return `${saySpan(Math.abs(minutes))} ${minutes < 0 ? 'before' : 'after'} `;
}
