import { isJsonObject, type JsonObject, type JsonValue } from '#shared/json/value.ts';
import { scalarText } from './search.ts';

const MOST_PARTS = 3;
const LONGEST_PART = 40;
/** A list item with hundreds of members is not read through for its summary. */
const MEMBERS_READ = 60;

/** Members that tell people one thing from another, best first. */
const TELLING = [
  /^(?:full_?|display_?)?name$/i,
  /^(?:first|given)_?name$/i,
  /^(?:last|family|sur)_?name$/i,
  /^(?:title|label|question|subject|summary|description)$/i,
  /e-?mail/i,
  /^(?:key|ref|slug|type|status|sku)$/i,
  /^(?:answer|value|text)$/i,
  /phone|mobile/i,
  /^(?:start|date|created)/i,
];

/** An id says something only where nothing else does, and then before the rest. */
const ID = TELLING.length;

/** What a closed object or list is about: `Jane Doe · jane@example.org`. Empty where nothing short can be said. */
export function summarise(value: JsonValue): string {
  if (isJsonObject(value)) return summariseObject(value);
  if (!Array.isArray(value)) return '';
  const parts = value.slice(0, MOST_PARTS).map(shortText);
  if (parts.some((part) => part === '')) return '';
  return parts.join(', ') + (value.length > MOST_PARTS ? ', …' : '');
}

function summariseObject(object: JsonObject): string {
  const members = Object.keys(object)
    .slice(0, MEMBERS_READ)
    .map((key) => ({ rank: rankOf(key), text: shortText(object[key]!) }))
    .filter((member) => member.text !== '')
    .sort((a, b) => a.rank - b.rank);
  const telling = members.filter((member) => member.rank < ID);
  const parts = telling.length > 0 ? telling : members;
  return [...new Set(parts.map((member) => member.text))].slice(0, MOST_PARTS).join(' · ');
}

function rankOf(key: string): number {
  const rank = TELLING.findIndex((pattern) => pattern.test(key));
  if (rank >= 0) return rank;
  return /^id$/i.test(key) ? ID : ID + 1;
}

function shortText(value: JsonValue): string {
  const text = value === null || typeof value === 'boolean' ? '' : (scalarText(value) ?? '').slice(0, 200).trim();
  return text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART - 1).trimEnd()}…` : text;
}
