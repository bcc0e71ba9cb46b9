import { Drop } from 'liquidjs';
import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import type { KnownContact } from '#shared/contract/known-contact.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { assertNever } from '#shared/errors.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { DEFAULT_LOCALE, type LocalForm } from '#shared/local-form/local-form.ts';
import { sayClock, sayDay } from '#shared/local-form/say-time.ts';
import { trimText } from '#shared/text/trim-text.ts';
import { zoneOf } from '../identify/phone-zones.ts';
import { wallOf } from '../mapping/zone-time.ts';

/*
 * What templates can say. A value that is not there, null or blank is left out altogether, so that Liquid itself calls it missing, whatever
 * is done with it (SN7). Objects have no prototype and hold nothing but data.
 */

export interface TemplateFacts {
  contact: KnownContact;
  /** The custom fields there are. */
  fields: readonly { key: string; type: FieldType }[];
  /** Undefined: nothing is known of the request, or nothing started the flow. */
  payload: JsonValue | undefined;
  settings: Pick<Settings, 'businessName' | 'country' | 'timeZone'>;
  at: number;
}

type Scope = Record<string, unknown>;

/** The names that templates begin with. `locale` is that of a date about which the template says nothing. */
export function templateScope(
  { contact, fields, payload, settings, at }: TemplateFacts,
  locale: string = DEFAULT_LOCALE,
): Scope {
  const form = { timeZone: settings.timeZone, locale };
  return scopeOf({
    contact: contactScope(contact),
    field: fieldScope(contact.fields, fields, form),
    payload: payload === undefined ? scopeOf({}) : (plain(payload) ?? scopeOf({})),
    business: scopeOf({ name: settings.businessName, country: settings.country, time_zone: form.timeZone }),
    now: new Instant(at, form),
  });
}

/** Names under `contact`, for completion too. */
function contactScope({ userNs, identifiers, profile, channel }: KnownContact): Scope {
  const { firstName, lastName } = profile;
  const fullName = [firstName, lastName].filter((part) => part !== null).join(' ');
  return scopeOf({
    first_name: firstName,
    last_name: lastName,
    name: profile.name ?? fullName,
    phone: identifiers.phone,
    email: identifiers.email,
    crm_contact_id: identifiers.crmContactId,
    user_ns: userNs,
    channel,
    time_zone: identifiers.phone === null ? null : zoneOf(identifiers.phone),
  });
}

function fieldScope(values: Record<string, FieldValue>, fields: TemplateFacts['fields'], form: LocalForm): Scope {
  const scope: Scope = {};
  for (const { key, type } of fields) {
    const value = values[key];
    if (value !== undefined) scope[key] = fieldValue(value.text, type, form);
  }
  return scopeOf(scope);
}

function fieldValue(text: string, type: FieldType, form: LocalForm): unknown {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return String(Number(text)) === text ? Number(text) : text;
    case 'boolean':
      return text === 'true';
    case 'date':
      return new Day(text, form.locale);
    case 'datetime':
      return new Instant(Date.parse(text), form);
    case 'json': {
      const parsed = parseJson(text);
      return parsed.ok ? plain(parsed.value) : text;
    }
    default:
      return assertNever(type);
  }
}

/** Data of a payload as Liquid reads it: numbers that JavaScript would write differently stay the sender's digits. */
function plain(value: JsonValue): unknown {
  if (value instanceof SourceNumber) return numberSource(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return scopeOf(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)])));
}

function scopeOf(values: Scope): Scope {
  const scope: Scope = Object.create(null);
  for (const [key, value] of Object.entries(values)) if (!isMissing(value)) scope[key] = value;
  return scope;
}

export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && trimText(value) === '');
}

/** A calendar day, without a time and so without a zone. */
export class Day extends Drop {
  readonly iso: string;
  readonly #locale: string;

  constructor(iso: string, locale: string) {
    super();
    this.iso = iso;
    this.#locale = locale;
  }

  /** How it reads where a template says nothing about it: `2 March 2026`, in the language of the message (SN7). */
  override valueOf(): string {
    return sayDay(Date.parse(this.iso), this.#locale);
  }
}

/** A moment, read on the business's clocks. */
export class Instant extends Drop {
  readonly iso: string;
  readonly #at: number;
  readonly #form: LocalForm;

  constructor(at: number, form: LocalForm) {
    super();
    this.iso = new Date(at).toISOString();
    this.#at = at;
    this.#form = form;
  }

  /** `2 March 2026, 09:30`, likewise. */
  override valueOf(): string {
    const { timeZone, locale } = this.#form;
    const wall = wallOf(this.#at, timeZone);
    return `${sayDay(wall, locale)}, ${sayClock(wall, locale)}`;
  }
}
