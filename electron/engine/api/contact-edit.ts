import type { UpdateContact } from '#shared/contract/contact.ts';
import type { Field, FieldValue } from '#shared/contract/field.ts';
import type { ContactWrite, IdentifierWrite } from '#shared/contract/known-contact.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import { AppError, type ErrorDetail } from '#shared/errors.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { localFormOf } from '#shared/local-form/local-form.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { normaliseEmail } from '../identify/normalise-email.ts';
import { normalisePhone } from '../identify/normalise-phone.ts';
import { convertValue } from '../mapping/convert-value.ts';
import type { ContactEdit } from '../store/port/contact-store.ts';
import { pointerTo } from './validation-details.ts';

type Checked<Value> = { ok: true; value: Value } | { ok: false; sentence: string };

const EDITED_IDENTIFIERS = ['crmContactId', 'phone', 'email'] as const;

/**
 * What a person typed, read by the rules that read requests: in the business's country and zone, numbers with a decimal point. Blank
 * text clears like null. Throws INVALID_INPUT with every fault, so that nothing half-read is ever saved.
 */
export function contactEdit(body: UpdateContact, settings: Settings, fields: readonly Field[]): ContactEdit {
  const edit: ContactEdit = {
    ...(body.channel && { channel: body.channel }),
    identifiers: {},
    profile: {},
    fields: {},
  };
  const faults: ErrorDetail[] = [];
  const read = <Value>(path: string[], text: string | null, reader: (text: string) => Checked<Value>): Value | null => {
    const typed = storableText(text ?? '');
    if (typed.trim() === '') return null;
    const checked = reader(typed);
    if (checked.ok) return checked.value;
    faults.push({ pointer: pointerTo(path), message: checked.sentence });
    return null;
  };

  for (const slot of EDITED_IDENTIFIERS) {
    const text = body[slot];
    if (text !== undefined)
      edit.identifiers[slot] = read([slot], text, (typed) => readIdentifier(slot, typed, settings));
  }
  for (const slot of PROFILE_SLOTS) {
    const text = body[slot];
    if (text !== undefined) edit.profile[slot] = read([slot], text, asTyped);
  }
  for (const [key, text] of Object.entries(body.fields ?? {})) {
    const field = fields.find((known) => known.key === key);
    if (field) edit.fields[key] = read(['fields', key], text, (typed) => readField(field, typed, settings));
    else faults.push({ pointer: pointerTo(['fields', key]), message: `There is no field “${key}”.` });
  }

  if (faults.length > 0) throw new AppError('INVALID_INPUT', undefined, faults);
  const tags = body.tags && { add: body.tags.add?.map(storableText), remove: body.tags.remove };
  return tags === undefined ? edit : { ...edit, tags };
}

/** A contact needs something to be called or reached by. Without a chosen channel it is the one that its identifiers allow. */
export function newContact({
  channel,
  identifiers,
  profile,
  fields,
  tags,
}: ContactEdit): Extract<ContactWrite, { kind: 'create' }> {
  const write = {
    kind: 'create' as const,
    channel: channel ?? (identifiers.email && !identifiers.phone ? 'email' : 'sms'),
    identifiers: present(identifiers),
    profile: present(profile),
    fields: present(fields),
    ...(tags !== undefined && { tags }),
  };
  if (Object.keys(write.identifiers).length + Object.keys(write.profile).length > 0) return write;
  throw new AppError('INVALID_INPUT', undefined, [
    { pointer: '', message: 'Give at least a name, a phone number, an e-mail or a CRM Contact Id.' },
  ]);
}

function readIdentifier(
  slot: (typeof EDITED_IDENTIFIERS)[number],
  typed: string,
  { country }: Settings,
): Checked<IdentifierWrite> {
  const checked = normalise(slot, typed, country);
  return checked.ok ? { ok: true, value: { value: checked.value, raw: typed } } : checked;
}

function normalise(slot: (typeof EDITED_IDENTIFIERS)[number], typed: string, country: string): Checked<string> {
  switch (slot) {
    case 'phone':
      return normalisePhone(typed, { defaultCountry: country, plusCountries: [] });
    case 'email':
      return normaliseEmail(typed);
    case 'crmContactId':
      return asTyped(typed);
  }
}

function asTyped(typed: string): Checked<string> {
  return { ok: true, value: typed };
}

function readField({ type }: Field, typed: string, settings: Settings): Checked<FieldValue> {
  const json = type === 'json' ? parseJson(typed) : { ok: true as const, value: typed };
  return json.ok
    ? convertValue(json.value, type, { ...localFormOf(settings), numberFormat: 'point', pattern: null })
    : json;
}

/** Only what is there: null means the same as an absent key for a contact that is new. */
function present<Key extends string, Value>(entries: { [K in Key]?: Value | null }): Record<Key, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== null)) as Record<Key, Value>;
}
