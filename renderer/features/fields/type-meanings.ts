import type { FieldType } from '#shared/contract/field.ts';

/** What each type is for, in a few words. */
export const TYPE_MEANINGS: Record<FieldType, string> = {
  text: 'words, as they were sent',
  number: 'an amount or a count',
  boolean: 'yes or no',
  date: 'a day',
  datetime: 'a day and a time',
  json: 'a list or a whole group of values',
};
