import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';

/**
 * A stored field value as people read it. Dates and times come out of UTC into `timeZone` (the business's IANA zone); a json value is
 * cut at `limit` characters.
 */
export function formatFieldValue(value: FieldValue, type: FieldType, timeZone: string, limit = 400): string {
  switch (type) {
    case 'text':
    case 'json':
      return value.text.length > limit ? `${value.text.slice(0, limit)}…` : value.text;
    case 'number':
      return value.text;
    case 'boolean':
      return value.text === 'true' ? 'Yes' : 'No';
    case 'date':
      return formatDate(value.text);
    case 'datetime':
      return formatDateTime(value.text, timeZone);
    default:
      return assertNever(type);
  }
}

function formatDate(text: string): string {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(instant)
    ? text
    : new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone: 'UTC' }).format(instant).replace(',', '');
}

function formatDateTime(text: string, timeZone: string): string {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return text;
  const day = new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone }).format(instant).replace(',', '');
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(instant);
  return `${day}, ${time}`;
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
