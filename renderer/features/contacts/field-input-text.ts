import type { FieldType } from '#shared/contract/field.ts';

/**
 * A stored value as the input for its type wants it. A date and time comes out of UTC into the business's zone, without an offset: the engine
 * reads what is typed in the same zone.
 */
export function typedFormOf(text: string, type: FieldType, timeZone: string): string {
  if (type !== 'datetime') return text;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return text;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
