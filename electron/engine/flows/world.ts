import { type FieldType, PRIVATE_MASK } from '#shared/contract/field.ts';
import type { ChannelFacts } from '#shared/contract/flow-work.ts';
import type { KnownContact } from '#shared/contract/known-contact.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { Fault, Sink } from '../templates/messages.ts';
import { type Facts, renderTemplate } from '../templates/templates.ts';
import { contactNames } from './contact-names.ts';
import { missingValue, missingWords } from './template-names.ts';

/** What a flow knows besides its contact: the same for every step of one way through it. */
export interface FlowContext {
  /** All custom fields there are. */
  fields: readonly { key: string; name: string; type: FieldType; isPrivate?: boolean }[];
  settings: Settings;
  /** Of the request that started it; undefined where none did, or its raw text is not kept any more. */
  payload: JsonValue | undefined;
}

/** What a step sees: the contact as the steps before it left it. */
export interface World extends FlowContext {
  contact: KnownContact;
  tags: ReadonlySet<string>;
  channels: ChannelFacts;
  at: number;
}

export type Rendered =
  | { ok: true; text: string }
  /** `withHole`: how it reads where nothing but one value is missing, and that is marked. */
  | (Fault & { withHole?: string });

/** Fills a template with what the world holds. */
export function fill(text: string, world: World, sink: Sink, language = 'en-GB'): Rendered {
  // What has no braces costs nothing.
  if (!text.includes('{')) return { ok: true, text };
  const facts = factsOf(world);
  const options = { sink, timeZone: world.settings.timeZone, language };
  const filled = renderTemplate(text, facts, options);
  if (filled.ok || filled.reason !== 'no-value') return filled;
  const missing = { ok: false, reason: 'missing-value', sentence: missingValue(filled.name, world) } as const;
  if (sink !== 'text') return missing;
  const hole = { name: filled.name, mark: `[${missingWords(filled.name, world)} is missing]` };
  const shown = renderTemplate(text, facts, options, hole);
  return shown.ok ? { ...missing, withHole: shown.text } : missing;
}

function factsOf({ contact, fields, payload, settings, at }: World): Facts {
  const valued = fields.flatMap(({ key, type }) => {
    const value = contact.fields[key];
    return value === undefined ? [] : [[key, { type, text: value.text }] as const];
  });
  return {
    contact: contactNames(contact),
    fields: Object.fromEntries(valued),
    payload,
    business: { name: settings.businessName, country: settings.country, timeZone: settings.timeZone },
    at,
  };
}

/** The same world with its private values masked (LG3), for what appears on a screen unasked. A request's own words stay as they are. */
export function withoutPrivate(world: World): World {
  const { contact } = world;
  const isHidden = ({ key, isPrivate }: FlowContext['fields'][number]) =>
    isPrivate === true && contact.fields[key] !== undefined;
  if (!world.fields.some(isHidden)) return world;
  const hidden = world.fields.filter(isHidden).map(({ key }) => [key, { text: PRIVATE_MASK, original: null }]);
  return {
    ...world,
    fields: world.fields.map((field) => (isHidden(field) ? { ...field, type: 'text' } : field)),
    contact: { ...contact, fields: Object.assign(Object.create(null), contact.fields, Object.fromEntries(hidden)) },
  };
}
