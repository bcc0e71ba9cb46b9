import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import type { FieldChange } from '#shared/contract/receipt.ts';
import { assertNever } from '#shared/errors.ts';
import { excerpt } from '#shared/json/excerpt.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import type { ConvertOptions } from './conversion.ts';
import { convertValue } from './convert-value.ts';

/** What a row's path gives for a field of this type, whoever the contact is: a value, the order to clear, or nothing. */
export type RowReading = Pick<FieldChange, 'raw' | 'matches' | 'column'> &
  (
    | { status: 'value'; value: FieldValue; note: string | null }
    | { status: 'null' }
    | { status: 'missing' | 'kept-out' | 'bad-path' | 'too-costly'; sentence: string }
  );

export function readRow(path: string, type: FieldType, readPath: PathReader, options: ConvertOptions): RowReading {
  const nothing = { raw: null, matches: 0, column: null };
  const read = readPath(path);
  switch (read.status) {
    case 'bad-path':
      return { ...nothing, status: 'bad-path', column: read.column, sentence: `The path has a fault: ${read.message}` };
    case 'too-costly':
      return { ...nothing, status: 'too-costly', sentence: 'The path takes too long in this request.' };
    case 'ok':
      break;
    default:
      return assertNever(read);
  }
  const [first] = read.matches;
  if (first === undefined) {
    return { ...nothing, status: 'missing', sentence: 'The path leads nowhere in this request.' };
  }

  // PA5: a JSON field takes all matches as a list, any other the first.
  const matches = read.matches.length;
  const takesAll = type === 'json' && matches > 1;
  const value = takesAll ? read.matches.map((match) => match.value) : first.value;
  const found = { raw: excerpt(value), matches, column: null };
  if (value === null) return { ...found, status: 'null' };

  const conversion = convertValue(value, type, options);
  if (!conversion.ok) return { ...found, status: 'kept-out', sentence: conversion.sentence };
  const { value: converted, note } = conversion;
  return { ...found, status: 'value', value: converted, note };
}
