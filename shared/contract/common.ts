import { z } from 'zod';

/** UTC instant as ISO 8601 with milliseconds, e.g. `2026-03-02T09:30:00.000Z`. */
export const InstantSchema = z.iso.datetime({ precision: 3 });

/** IANA time zone, e.g. `Europe/London`. */
export const TimeZoneSchema = z.string().refine(isTimeZone, 'This is not a time zone, for example Europe/London.');

/** ISO 3166-1 alpha-2, e.g. `GB`. */
export const CountrySchema = z.string().regex(/^[A-Z]{2}$/, 'Use the two letters of a country, for example GB.');

/** ISO 4217, e.g. `GBP`. */
export const CurrencySchema = z.string().regex(/^[A-Z]{3}$/, 'Use the three letters of a currency, for example GBP.');

/** A JSONPath as people write it. The longest key that a click must be able to address is 10 KB. */
export const PathTextSchema = z.string().trim().min(1, 'Write the path.').max(20_000);

/** The body of every error answer. `details` point into the request's body, or into its query. */
export const ErrorBodySchema = z.object({
  code: z.string(),
  message: z.string(),
  next: z.string(),
  /** Only with INTERNAL: the id under which the log has the details. */
  id: z.string().optional(),
  details: z
    .array(z.object({ pointer: z.string(), message: z.string(), column: z.number().int().optional() }))
    .optional(),
});
export type ErrorBody = z.infer<typeof ErrorBodySchema>;

/** Query of a keyset-paged list: `before` is the `nextCursor` of the page before. */
export const PageQuerySchema = z.strictObject({
  before: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** To ask takes a good part of a millisecond, and every configuration that is read names its zone. */
const KNOWN_ZONES = new Set<string>();

function isTimeZone(name: string): boolean {
  if (KNOWN_ZONES.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    KNOWN_ZONES.add(name);
    return true;
  } catch {
    return false;
  }
}
