import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import { sayClock, sayDay } from './say-time.ts';
import { wallOf } from './zone-time.ts';

/** A stored value in the middle of a sentence; times in the webhook's zone. */
export function sayValue({ text }: FieldValue, type: FieldType, timeZone: string): string {
  switch (type) {
    case 'text':
    case 'json':
      return `“${excerptOf(text, 80)}”`;
    case 'number':
      return excerptOf(text, 80);
    case 'boolean':
      return text === 'true' ? 'yes' : 'no';
    case 'date':
      return sayDay(Date.parse(text));
    case 'datetime': {
      const wall = wallOf(Date.parse(text), timeZone);
      return `${sayDay(wall)}, ${sayClock(wall)} in ${timeZone}`;
    }
    default:
      return assertNever(type);
  }
}
