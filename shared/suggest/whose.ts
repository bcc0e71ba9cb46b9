import type { JsonValue } from '../json/value.ts';
import { valueText } from '../json/value-text.ts';
import type { Leaf } from './suggestion.ts';

/** "This is me" of the settings, as the owner wrote it. */
export interface OwnIdentity {
  emails: readonly string[];
  phones: readonly string[];
}

/** The side that is booked, sold from or written to. */
const HOST =
  /\b(?:organi[sz]er|host|owner|receiver|seller|merchant|business|staff|agent|assignee|assigned|memberships?|user email|user name|team|company|sender|reply to|created by|support|destination calendar|repository|display phone number)\b/;
/** Somebody who comes along, and is not who the request is about. */
const BESIDE = /\b(?:guests?|referr?er|emergency|recommended by|old invitee|shipping)\b/;
const CLIENT =
  /\b(?:attendees?|invitees?|customer|client|buyer|payer|billing|contact|lead|patient|subscriber|respondent|visitor|student|member|from)\b/;

/** How well a value fits the person that the request is about; null where it belongs to the owner or the host. */
export function clientScore({ key, names, words, place }: Leaf): number | null {
  if (key === 'to' || HOST.test(names)) return null;
  return (CLIENT.test(words) ? 30 : 0) - (BESIDE.test(words) ? 40 : 0) - place.length;
}

/** Whether the value is the owner's own address or number, however it is written. */
export function isOwn(value: JsonValue, { emails, phones }: OwnIdentity): boolean {
  const text = valueText(value)?.trim().toLowerCase() ?? '';
  if (text.includes('@')) return emails.some((own) => own.trim().toLowerCase() === text);
  const digits = significant(text);
  return digits.length >= 6 && phones.some((own) => significant(own) === digits);
}

/** The last nine digits: the same with and without the country's code. */
const significant = (phone: string): string => phone.replace(/\D/g, '').replace(/^0+/, '').slice(-9);
