import { type FieldType, PRIVATE_MASK } from '#shared/contract/field.ts';
import type { ChannelFacts } from '#shared/contract/flow-work.ts';
import type { KnownContact } from '#shared/contract/known-contact.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { Fault, Sink, TemplateOptions } from '../templates/messages.ts';
import { type Facts, readTemplate, renderTemplate } from '../templates/templates.ts';
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
  /** `shown`: how it reads with its holes marked, where it can be filled in but for them. */
  | (Fault & { shown?: string });

/** Fills a template with what the world holds. */
export function fill(text: string, world: World, sink: Sink, language = 'en-GB'): Rendered {
  // What has no braces costs nothing.
  if (!text.includes('{')) return { ok: true, text };
  const facts = factsOf(world);
  const options = { sink, timeZone: world.settings.timeZone, language };
  const filled = renderTemplate(text, facts, options);
  if (filled.ok || filled.reason === 'bad-template') return filled;
  const missing: Fault =
    filled.reason === 'no-value'
      ? { ok: false, reason: 'missing-value', sentence: missingValue(filled.name, world) }
      : filled;
  if (sink !== 'text') return missing;
  const shown = fillButHoles(text, world, facts, options);
  return shown === null ? missing : { ...missing, shown };
}

/** What no text of a flow has more of, and so no more often is it filled in to be shown. */
const MOST_HOLES = 20;

/** Null where it cannot be filled in even so. */
function fillButHoles(text: string, world: World, facts: Facts, options: TemplateOptions): string | null {
  const read = readTemplate(text);
  if (!read.ok) return null;
  const names = new Set(read.names.filter(({ length }) => length > 1).map((steps) => steps.join('.')));
  for (let found = 0; found < MOST_HOLES; found += 1) {
    const holes = [...names].map((name) => ({ name, words: missingWords(name, world) }));
    const filled = renderTemplate(text, facts, options, holes);
    if (filled.ok) return filled.text;
    // Only filling it in tells what stands at a place that a value or a number names.
    if (filled.reason !== 'no-value' || names.has(filled.name)) return null;
    names.add(filled.name);
  }
  return null;
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
