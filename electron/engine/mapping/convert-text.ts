import { numberSource, stringifyJson } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { type Conversion, converted, keptOut } from './conversion.ts';

/** CV3: scalars as written, numbers by their digits, objects and lists as compact JSON. Blank text would empty the field, so it is kept out (CV1). */
export function convertText(value: Exclude<JsonValue, null>): Conversion {
  if (typeof value === 'string') {
    const text = storableText(value);
    if (text.trim() === '') return keptOut('It is blank.');
    return {
      ok: true,
      value: { text, original: null },
      note: text === value ? null : 'Characters that are no text were replaced.',
    };
  }
  if (typeof value === 'number' || value instanceof SourceNumber) return asWritten(numberSource(value));
  return asWritten(typeof value === 'boolean' ? String(value) : stringifyJson(value));
}

function asWritten(text: string): Conversion {
  return converted(text, text);
}
