import type { FieldType } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';
import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { trimText } from '#shared/text/trim-text.ts';
import { type Conversion, type ConvertOptions, keptOut, type Scalar } from './conversion.ts';
import { convertBoolean } from './convert-boolean.ts';
import { convertDate, convertDateTime } from './convert-date.ts';
import { convertJson } from './convert-json.ts';
import { convertNumber } from './convert-number.ts';
import { convertText } from './convert-text.ts';

/**
 * A value of a payload, or text that a person typed, as a value of a field's type (CV1, CV3–CV7). What cannot be converted is refused with
 * a sentence; nothing becomes `""`, `NaN` or `[object Object]`. Null is no value: clearing a field (CV2) is the caller's.
 */
export function convertValue(value: JsonValue, type: FieldType, options: ConvertOptions): Conversion {
  if (value === null) return keptOut('It is null, which is no value.');
  if (type === 'text') return convertText(value);
  if (type === 'json') return convertJson(value);
  const scalar = scalarOf(value);
  if (scalar === null)
    return keptOut(Array.isArray(value) ? 'It is a list, not one value.' : 'It is an object, not one value.');
  if (scalar.written === '') return keptOut('It is blank.');
  switch (type) {
    case 'number':
      return convertNumber(scalar, options.numberFormat);
    case 'boolean':
      return convertBoolean(scalar);
    case 'date':
      return convertDate(scalar, options);
    case 'datetime':
      return convertDateTime(scalar, options);
    default:
      return assertNever(type);
  }
}

function scalarOf(value: JsonValue): Scalar | null {
  if (typeof value === 'string') return { kind: 'text', written: trimText(storableText(value)) };
  if (typeof value === 'number' || value instanceof SourceNumber)
    return { kind: 'number', written: numberSource(value) };
  return typeof value === 'boolean' ? { kind: 'boolean', written: String(value) } : null;
}
