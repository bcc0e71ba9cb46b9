import { type JsonValue, SourceNumber } from './value.ts';

/**
 * JSON text of a value. Numbers appear as they were received; a character that is no valid text on its own (half of a surrogate pair)
 * appears as its `\u` escape, so that the result can be stored and sent anywhere.
 *
 * @param indent Spaces per level; 0 writes compact JSON on one line.
 */
export function stringifyJson(value: JsonValue, indent = 0): string {
  return write(value, indent, indent > 0 ? '\n' : '');
}

/** The digits of a number as they were received. */
export function numberSource(value: number | SourceNumber): string {
  return value instanceof SourceNumber ? value.source : String(value);
}

function write(value: JsonValue, indent: number, lineBreak: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || value instanceof SourceNumber) return numberSource(value);
  const inner = lineBreak === '' ? '' : lineBreak + ' '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[${inner}${value.map((item) => write(item, indent, inner)).join(`,${inner}`)}${lineBreak}]`;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return '{}';
  const colon = lineBreak === '' ? ':' : ': ';
  const members = keys.map((key) => `${JSON.stringify(key)}${colon}${write(value[key]!, indent, inner)}`);
  return `{${inner}${members.join(`,${inner}`)}${lineBreak}}`;
}
