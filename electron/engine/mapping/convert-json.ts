import { parseJson } from '#shared/json/parse-json.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { trimText } from '#shared/text/trim-text.ts';
import { type Conversion, converted, keptOut } from './conversion.ts';

/**
 * CV7: any value is JSON. Text that holds an object or a list is taken for what it holds: forms and many plug-ins send JSON inside a text
 * (CORPUS B24). Characters that are no text stay `\u` escapes in JSON, so it can always be stored.
 */
export function convertJson(value: Exclude<JsonValue, null>): Conversion {
  if (typeof value === 'string' && trimText(value) === '') return keptOut('It is blank.');
  if (typeof value === 'string' && /^\s*[{[]/.test(value)) {
    const inner = parseJson(value);
    if (inner.ok)
      return converted(stringifyJson(inner.value), storableText(value), 'The JSON inside the text is stored.');
  }
  const text = stringifyJson(value);
  return converted(text, text);
}
