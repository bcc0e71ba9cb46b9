import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import type { FieldChange } from '#shared/contract/receipt.ts';
import type { FieldMapping } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { excerpt } from '#shared/json/excerpt.ts';
import { kindOf } from '#shared/json/value-kind.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import type { ConvertOptions } from './conversion.ts';
import { convertValue } from './convert-value.ts';
import { transformValue } from './transform-value.ts';

/** What a row's path gives for a field of this type, whoever the contact is: a value, the order to clear, or nothing. */
export type RowReading = Pick<FieldChange, 'raw' | 'sent' | 'steps' | 'matches' | 'column'> &
  (
    | {
        status: 'value';
        value: FieldValue;
        /** Whether all that the path found is in it, and not only the first. */
        takesAll: boolean;
        note: string | null;
      }
    | { status: 'null' }
    | { status: 'missing' | 'kept-out' | 'bad-path' | 'too-costly'; sentence: string }
  );

export function readRow(
  { path, transforms = [] }: Pick<FieldMapping, 'path' | 'transforms'>,
  type: FieldType,
  readPath: PathReader,
  options: ConvertOptions,
): RowReading {
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
  // PA5: a JSON field, and a join, take all matches as a list; any other takes the first.
  const [first] = read.matches;
  const matches = read.matches.length;
  const takesAll = matches > 1 && (type === 'json' || transforms.some(({ kind }) => kind === 'join'));
  const sent = takesAll ? read.matches.map((match) => match.value) : first?.value;
  const raw = sent === undefined ? null : excerpt(sent);
  const { steps, ...result } = transformValue(sent, transforms);
  const found = {
    raw,
    ...(first && { sent: kindOf(first.value) }),
    matches,
    column: null,
    ...(transforms.length > 0 && { steps }),
  };
  if (!result.ok) return { ...found, status: 'kept-out', sentence: result.sentence };
  const { value, why } = result;
  if (value === undefined) {
    if (sent === undefined) return { ...found, status: 'missing', sentence: 'The path leads nowhere in this request.' };
    return { ...found, status: 'kept-out', sentence: why ?? 'Nothing is left of it.' };
  }
  if (value === null) return { ...found, status: 'null' };

  const conversion = convertValue(value, type, options);
  if (!conversion.ok) return { ...found, status: 'kept-out', sentence: conversion.sentence };
  const { value: converted, note } = conversion;
  return { ...found, status: 'value', value: asSent(converted, transforms.length > 0 ? raw : null), takesAll, note };
}

/** What is kept beside a value is what was sent, not what the transforms made of it. */
function asSent(value: FieldValue, raw: string | null): FieldValue {
  return raw === null ? value : { ...value, original: raw === value.text ? null : raw };
}
