import { Drop } from 'liquidjs';
import type { FieldType } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';
import { sayClock, sayDay } from '#shared/local-form/say-time.ts';
import { wallOf } from '../../mapping/zone-time.ts';
import { isMissing } from '../is-missing.ts';
import type { TemplateFacts } from '../messages.ts';

/*
 * What templates can say. A value that is not there, null or blank is left out altogether, so that Liquid itself calls it missing, whatever
 * is done with it (SN7). Objects have no prototype and hold nothing but data.
 */

type Scope = Record<string, unknown>;

/** The names that templates begin with. `locale` is that of a date about which the template says nothing. */
export function templateScope({ contact, fields, payload, business, at }: TemplateFacts, locale: string): Scope {
  const form = { timeZone: business.timeZone, locale };
  const field = Object.entries(fields).map(([key, { text, type }]) => [key, fieldValue(text, type, form)]);
  return scopeOf({
    contact: scopeOf(contact),
    field: scopeOf(Object.fromEntries(field)),
    payload: (payload === null ? null : dataOf(payload, null)) ?? scopeOf({}),
    business: scopeOf({ name: business.name, country: business.country, time_zone: form.timeZone }),
    now: new Instant(at, form),
  });
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
    case 'json':
      return dataOf(text, text);
    default:
      return assertNever(type);
  }
}

function dataOf(json: string, otherwise: unknown): unknown {
  // Other limits have let it in.
  const parsed = parseJson(json, TREE_LIMITS);
  return parsed.ok ? plain(parsed.value) : otherwise;
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
