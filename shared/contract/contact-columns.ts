import { z } from 'zod';
import { FieldKeySchema } from './field.ts';

/** What every contact has, besides the name that each row begins with. */
export const CONTACT_FACTS = [
  'email',
  'phone',
  'channel',
  'requests',
  'last-request',
  'user-ns',
  'crm-contact-id',
  'first-name',
  'last-name',
  'tags',
  'created',
  'updated',
] as const;
export type ContactFact = (typeof CONTACT_FACTS)[number];

/** A column of the contacts table: a fact, or `field:` with the key of a custom field. */
export const ContactColumnSchema = z.union([z.enum(CONTACT_FACTS), z.templateLiteral(['field:', FieldKeySchema])]);
export type ContactColumn = z.infer<typeof ContactColumnSchema>;

export const FIRST_CONTACT_COLUMNS: readonly ContactColumn[] = [
  'email',
  'phone',
  'channel',
  'requests',
  'last-request',
];

/** In the order of the table. A field may have been deleted since; its column is then not shown. */
export const ContactColumnsSchema = z
  .array(ContactColumnSchema)
  .max(30, 'Choose 30 columns at most.')
  .refine((columns) => new Set(columns).size === columns.length, 'A column can be shown once.');
