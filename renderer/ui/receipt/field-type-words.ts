import type { FieldType } from '#shared/contract/field.ts';

/** What a field type is called on screen. */
export const FIELD_TYPE_WORDS: Record<FieldType, string> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  json: 'JSON',
};
