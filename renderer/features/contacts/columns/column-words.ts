import { CONTACT_FACTS, type ContactColumn, type ContactFact } from '#shared/contract/contact-columns.ts';
import type { Field } from '#shared/contract/field.ts';
import { visibleText } from '#shared/text/visible-text.ts';

/** A column as the table shows it; `field` is set for those of custom fields. */
export interface ShownColumn {
  key: ContactColumn;
  label: string;
  field: Field | null;
}

export const FACT_LABELS: Record<ContactFact, string> = {
  email: 'Email',
  phone: 'Phone',
  channel: 'Channel',
  requests: 'Requests',
  'last-request': 'Last request',
  'user-ns': 'User Ns',
  'crm-contact-id': 'CRM Contact Id',
  'first-name': 'First name',
  'last-name': 'Last name',
  tags: 'Tags',
  created: 'Added',
  updated: 'Last change',
};

/** The chosen ones that there are: the column of a field that was deleted is left out. */
export function shownColumns(chosen: readonly ContactColumn[], fields: readonly Field[]): ShownColumn[] {
  const all = allColumns(fields);
  return chosen.flatMap((key) => all.find((column) => column.key === key) ?? []);
}

/** Everything that can be a column: what all contacts have, then the custom fields. */
export function allColumns(fields: readonly Field[]): ShownColumn[] {
  return [
    ...CONTACT_FACTS.map((key) => ({ key, label: FACT_LABELS[key], field: null })),
    ...fields.map((field) => ({ key: `field:${field.key}` as const, label: visibleText(field.name), field })),
  ];
}

/** With the column one place nearer to the name (-1) or to the end (1); the same where it cannot go there. */
export function movedColumn(chosen: readonly ContactColumn[], key: ContactColumn, by: -1 | 1): ContactColumn[] {
  const from = chosen.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= chosen.length) return [...chosen];
  return chosen.toSpliced(from, 1).toSpliced(to, 0, key);
}
