import type { Field, FieldType } from '#shared/contract/field.ts';
import type { SettingsForm } from '#shared/contract/settings-form.ts';
import type { IdentitySlot } from '#shared/contract/webhook.ts';
import { foldName } from '#shared/text/fold-name.ts';

/** A settings form while it is written: a {@link SettingsForm} in which anything may still be missing. */
export interface FormDraft {
  name: string;
  identity: Record<IdentitySlot, string>;
  fields: readonly FormRow[];
}

export interface FormRow {
  /** Names the row for as long as the form is open. */
  id: number;
  name: string;
  type: FieldType;
  path: string;
}

const FIRST_ROW: FormRow = { id: 1, name: '', type: 'text', path: '' };

export const EMPTY_FORM: FormDraft = {
  name: '',
  identity: { userNs: '', crmContactId: '', phone: '', email: '' },
  fields: [FIRST_ROW],
};

/** The form with an empty row more, and the id of that row. */
export function withRow(form: FormDraft): { form: FormDraft; id: number } {
  const id = Math.max(0, ...form.fields.map((row) => row.id)) + 1;
  return { form: { ...form, fields: [...form.fields, { ...FIRST_ROW, id }] }, id };
}

export function withoutRow(form: FormDraft, id: number): FormDraft {
  return { ...form, fields: form.fields.filter((row) => row.id !== id) };
}

export function changeRow(form: FormDraft, id: number, change: Partial<FormRow>): FormDraft {
  return { ...form, fields: form.fields.map((row) => (row.id === id ? { ...row, ...change } : row)) };
}

/** The field here that a row names. */
export function namedField(fields: readonly Field[], name: string): Field | undefined {
  return fields.find((field) => foldName(field.name) === foldName(name.trim()));
}

/** What was read from a text, ready to be corrected. */
export function draftOf({ name, identity, fields }: SettingsForm): FormDraft {
  const { userNs, crmContactId, phone, email } = identity;
  return {
    name,
    identity: { userNs: userNs ?? '', crmContactId: crmContactId ?? '', phone: phone ?? '', email: email ?? '' },
    fields: fields.length === 0 ? [FIRST_ROW] : fields.map((row, index) => ({ ...row, id: index + 1 })),
  };
}

/** What is sent: empty boxes are not set, and a row without a name and a path is none. */
export function formOf({ name, identity, fields }: FormDraft): SettingsForm {
  const path = (slot: IdentitySlot) => identity[slot].trim() || null;
  return {
    name: name.trim(),
    identity: {
      userNs: path('userNs'),
      crmContactId: path('crmContactId'),
      phone: path('phone'),
      email: path('email'),
    },
    fields: fields.flatMap((row) => {
      const sent = { name: row.name.trim(), type: row.type, path: row.path.trim() };
      return sent.name === '' && sent.path === '' ? [] : [sent];
    }),
  };
}
