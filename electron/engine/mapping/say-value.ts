import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';
import { sayDigits } from '#shared/local-form/say-number.ts';
import { sayClock, sayDay } from '#shared/local-form/say-time.ts';
import { wallOf } from './zone-time.ts';

/** A stored value in the middle of a sentence, in the business's form; `timeZone` is the webhook's, where there is one. */
export function sayValue({ text }: FieldValue, type: FieldType, { locale, timeZone }: LocalForm): string {
  switch (type) {
    case 'text':
    case 'json':
      return `“${excerptOf(text, 80)}”`;
    case 'number':
      return sayDigits(excerptOf(text, 80), locale);
    case 'boolean':
      return text === 'true' ? 'yes' : 'no';
    case 'date':
      return sayDay(Date.parse(text), locale);
    case 'datetime': {
      const wall = wallOf(Date.parse(text), timeZone);
      return `${sayDay(wall, locale)}, ${sayClock(wall, locale)} in ${timeZone}`;
    }
    default:
      return assertNever(type);
  }
}
