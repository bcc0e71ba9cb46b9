import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { type FieldType, PRIVATE_MASK } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';
import { dateFormat } from '#shared/local-form/date-format.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';
import { numberLocale } from '#shared/local-form/number-locale.ts';

/**
 * A stored field value as people read it: `text` is canonical for the type (see FieldValue). Times come out of UTC into the business's
 * zone; long text and json are cut at `limit` characters.
 */
export function formatFieldValue(text: string, type: FieldType, business: LocalForm, limit = 400): string {
  if (text === PRIVATE_MASK) return text;
  switch (type) {
    case 'text':
    case 'json':
      return text.length > limit ? `${text.slice(0, limit)}…` : text;
    case 'number':
      return formatNumber(text, business.locale);
    case 'boolean':
      return text === 'true' ? 'Yes' : 'No';
    case 'date':
      return formatDate(text, business.locale);
    case 'datetime':
      return Number.isNaN(Date.parse(text)) ? text : `${formatInstant(text, business)} ${zoneName(text, business)}`;
    default:
      return assertNever(type);
  }
}

/** `12,345.5` or `12.345,5`; four digits are not grouped, since they are often a year. No digit is lost. */
function formatNumber(text: string, locale: string): string {
  if (!/^-?\d{1,30}(\.\d{1,20})?$/.test(text)) return text;
  const format = new Intl.NumberFormat(numberLocale(locale), { useGrouping: 'min2', maximumFractionDigits: 20 });
  return format.format(text as `${number}`);
}

function formatDate(text: string, locale: string): string {
  const instant = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(instant)) return text;
  return dateFormat(locale, 'UTC', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(instant);
}

/** `GMT`, `BST`, `GMT+2`: a time is only clear with its zone. */
function zoneName(instant: string, { locale, timeZone }: LocalForm): string {
  const parts = dateFormat(locale, timeZone, { timeZoneName: 'short' }).formatToParts(Date.parse(instant));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
