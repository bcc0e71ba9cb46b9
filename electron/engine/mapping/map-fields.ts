import type { Field, FieldValue } from '#shared/contract/field.ts';
import type { FieldChange } from '#shared/contract/receipt.ts';
import type { FieldMapping, WebhookConfig } from '#shared/contract/webhook.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import type { ConvertOptions } from './conversion.ts';
import { effectOf } from './field-effect.ts';
import { type RowReading, readRow } from './read-row.ts';

export type MappedField = Pick<Field, 'key' | 'name' | 'type'>;

/** What the contact's fields hold. Null where there is no contact: then nothing is written, and the sentences say so. */
export type CurrentFields = Readonly<Record<string, FieldValue>> | null;

export interface MappedFields {
  changes: FieldChange[];
  /** What is to be written: only what changes; null clears (CV2). */
  writes: Record<string, FieldValue | null>;
}

/**
 * Fills custom fields by the webhook's rows, in their order (CV1–CV9, PA5). A row that cannot be used leaves the others alone (PR3).
 * "Store the whole payload" is a row at `$` (CV8).
 *
 * @param locale Of the business, for dates and numbers in the sentences.
 */
export function mapFields(
  readPath: PathReader,
  config: WebhookConfig,
  fields: readonly MappedField[],
  current: CurrentFields,
  locale: string,
): MappedFields {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const held = new Map<string, FieldValue | null>(Object.entries(current ?? {}));
  const mapped: MappedFields = { changes: [], writes: {} };
  const form = { locale, timeZone: config.timeZone };
  for (const row of rowsOf(config)) {
    const field = byKey.get(row.field);
    if (field === undefined) {
      mapped.changes.push(withoutField(row));
      continue;
    }
    const before = held.get(field.key) ?? null;
    const reading = readSafely(row, field, readPath, { ...form, numberFormat: config.numberFormat });
    const place = { type: field.type, before, hasContact: current !== null, form };
    const { verdict, sentence, write = before } = effectOf(reading, place);
    mapped.changes.push(changeOf(row, field, reading, { verdict, sentence, before: cut(before), after: cut(write) }));
    if (write === before) continue;
    mapped.writes[field.key] = write;
    held.set(field.key, write);
  }
  return mapped;
}

function rowsOf({ fields, payloadField }: WebhookConfig): FieldMapping[] {
  return payloadField === null ? fields : [...fields, { field: payloadField, path: '$', pattern: null }];
}

/** PR3: even a fault of our own in one row must not cost the others. */
function readSafely(
  row: FieldMapping,
  { type }: MappedField,
  readPath: PathReader,
  how: Omit<ConvertOptions, 'pattern'>,
): RowReading {
  try {
    return readRow(row, type, readPath, { ...how, pattern: row.pattern });
  } catch {
    const sentence = 'A fault in Fieldhook kept this row from being worked on.';
    return { raw: null, matches: 0, column: null, status: 'kept-out', sentence };
  }
}

function changeOf(
  row: FieldMapping,
  field: MappedField,
  reading: RowReading,
  effect: Pick<FieldChange, 'verdict' | 'sentence' | 'before' | 'after'>,
): FieldChange {
  return {
    field: field.key,
    name: field.name,
    type: field.type,
    path: row.path,
    raw: reading.raw,
    ...(reading.sent && { sent: reading.sent }),
    ...(reading.steps && { steps: reading.steps }),
    value: reading.status === 'value' ? cut(reading.value) : null,
    matches: reading.matches,
    column: reading.column,
    ...effect,
  };
}

/** A row whose field was deleted after the configuration was saved; nothing says what type it had. */
function withoutField({ field, path }: FieldMapping): FieldChange {
  return {
    field,
    name: field,
    type: 'text',
    path,
    verdict: 'no-field',
    raw: null,
    value: null,
    before: null,
    after: null,
    matches: 0,
    column: null,
    sentence: 'This field does not exist any more. Take the row out, or make the field again.',
  };
}

/** A receipt is for reading: long values are cut in it, never in the field. */
function cut(value: FieldValue | null): FieldValue | null {
  if (value === null) return null;
  return { text: excerptOf(value.text), original: value.original === null ? null : excerptOf(value.original) };
}
