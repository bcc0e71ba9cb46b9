import { z } from 'zod';
import { InstantSchema, PageQuerySchema, pageOf } from './common.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { FieldKeySchema, FieldValueSchema, PrivateQuerySchema } from './field.ts';
import { TagSchema } from './tag.ts';
import { ChannelSchema, IDENTITY_SLOTS, PROFILE_SLOTS } from './webhook.ts';

/** What can set a value of a contact: a request, a flow, the owner's hand, an import, or the undoing of one. */
export const ORIGINS = ['request', 'flow', 'hand', 'import', 'import-undo'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What can change a contact: also a merge, the undoing of one, and the erasure of somebody else who was named in it (LG3). */
export const CHANGE_ORIGINS = [...ORIGINS, 'merge', 'unmerge', 'erasure'] as const;
export type ChangeOrigin = (typeof CHANGE_ORIGINS)[number];

/** Where a value came from. */
export const ProvenanceSchema = z.object({
  by: z.enum(ORIGINS),
  /** The request that set it; it may have gone from the log since. */
  deliveryId: z.string().nullable(),
  /** The flow that set it, by its present or last name; null where none did. */
  flowName: z.string().nullable(),
  /** The import that set it, while it is known (for seven days); null where none did. */
  importId: z.string().nullable(),
  at: InstantSchema,
});

/** What changed something; see ProvenanceSchema. */
const ChangeSourceSchema = z.object({
  by: z.enum(CHANGE_ORIGINS),
  /** The request that changed it; it may have gone from the log since. */
  deliveryId: z.string().nullable(),
  /** Null where no request changed it, or the request has gone from the log. */
  webhookName: z.string().nullable(),
  flowName: z.string().nullable(),
  importId: z.string().nullable(),
});
export type NamedSource = z.infer<typeof ChangeSourceSchema>;

/** A custom field's value with its provenance. */
export const ContactFieldSchema = FieldValueSchema.extend(ProvenanceSchema.shape);

export const ContactSchema = z.object({
  /** Stable for ever; made by Fieldhook (`f1u…`, ID14). */
  userNs: z.string(),
  crmContactId: z.string().nullable(),
  /** E.164. */
  phone: z.string().nullable(),
  /** The phone number as it was first written (ID13). */
  phoneRaw: z.string().nullable(),
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  name: z.string().nullable(),
  channel: ChannelSchema,
  /** What to call the person on screen: name, else e-mail, else phone, else CRM id, else User Ns. */
  label: z.string(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
  /** What made the contact. */
  addedBy: z.enum(['request', 'hand', 'import']),
  /** The webhook whose request created the contact; null when none did. */
  createdBy: z.object({ deliveryId: z.string(), webhookId: z.string(), webhookName: z.string() }).nullable(),
  requests: z.number().int(),
  lastRequestAt: InstantSchema.nullable(),
  fields: z.record(FieldKeySchema, ContactFieldSchema),
});
export type Contact = z.infer<typeof ContactSchema>;

/** An identifier as people read it. */
export const IdentifierSchema = z.object({ slot: z.enum(IDENTITY_SLOTS), value: z.string() });
export type Identifier = z.infer<typeof IdentifierSchema>;

/** One contact became part of another: `from` is what was merged into `keep`, under the name it had. */
export const MergeSchema = z.object({
  id: z.string(),
  keep: ContactReferenceSchema,
  from: ContactReferenceSchema,
  at: InstantSchema,
  undoneAt: InstantSchema.nullable(),
});
export type Merge = z.infer<typeof MergeSchema>;

/** A contact as lists show it. */
export const ListedContactSchema = ContactSchema.extend({
  /** Given by flows (SN1), by hand or by an import, in the order of the alphabet. */
  tags: z.array(z.string()),
});
export type ListedContact = z.infer<typeof ListedContactSchema>;

/** A person's page: also where each identifier and profile value came from, keyed by slot. */
export const ContactDetailSchema = ListedContactSchema.extend({
  provenance: z.record(z.string(), ProvenanceSchema),
  /** The webhook of each request that set a value which is here, by the request’s id; what has gone from the log is not among them. */
  webhookNames: z.record(z.string(), z.string()),
  /** Identifiers that lead here since a merge, although the contact shows others (or, a User Ns, its own). */
  alsoFoundBy: z.array(IdentifierSchema),
  /** What was merged into this contact and can be taken out again, latest first. */
  merges: z.array(MergeSchema),
});
export type ContactDetail = z.infer<typeof ContactDetailSchema>;

/** How many earlier values are kept of each contact and field: the latest. */
export const MAX_EARLIER_VALUES = 20;

/** What a custom field held before. */
export const EarlierValueSchema = FieldValueSchema.extend({
  /** The key of the field. */
  field: FieldKeySchema,
  /** What had set it. */
  by: z.enum(ORIGINS),
  /** The request that had set it; it may have gone from the log since. */
  deliveryId: z.string().nullable(),
  /** Null where no request had set it, or the request has gone from the log. */
  webhookName: z.string().nullable(),
  /** The flow that had set it, by its present or last name; null where none had. */
  flowName: z.string().nullable(),
  /** The import that had set it, while it is known; null where none had. */
  importId: z.string().nullable(),
  /** When it was set. */
  at: InstantSchema,
  /** When it gave way. */
  endedAt: InstantSchema,
  /** To another value, to none, or to that of the other contact in a merge. */
  endedBy: z.enum(['change', 'clear', 'merge']),
  /** What cleared it; null where nothing did, and where that was not kept. */
  clearedBy: ChangeSourceSchema.nullable(),
});
export type EarlierValue = z.infer<typeof EarlierValueSchema>;

/** What can change in a contact besides its custom fields; `optOut` is a channel on which somebody wants no messages (SN6). */
export const CHANGEABLE = ['crmContactId', 'phone', 'email', ...PROFILE_SLOTS, 'tag', 'optOut'] as const;

/** An identifier or a name that was set, replaced or cleared, or a tag or a channel of `optOut` that was added (`after`) or removed (`before`). */
export const NotedChangeSchema = z.object({
  what: z.enum(CHANGEABLE),
  /** Null where there was nothing, and where an erasure took it out. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  ...ChangeSourceSchema.shape,
  at: InstantSchema,
});
export type NotedChange = z.infer<typeof NotedChangeSchema>;

export const ContactHistorySchema = z.object({
  userNs: z.string(),
  /** What custom fields held before: of fields that still exist, latest first; at most 20 of each field. */
  earlier: z.array(EarlierValueSchema),
  /** Of identifiers, names and tags, latest first; at most 20 of each identifier and name, and 100 of tags. */
  changes: z.array(NotedChangeSchema),
});
export type ContactHistory = z.infer<typeof ContactHistorySchema>;

export const ContactQuerySchema = PageQuerySchema.extend({
  /** Finds the start of any word of the name, the e-mail, phone digits, CRM id or User Ns. */
  q: z.string().trim().max(200).optional(),
  /** Only those who belong to this segment. */
  segment: z.string().max(100).optional(),
});
/** Which contacts are exported, and whether private values go along (LG3). */
export const ExportContactsQuerySchema = PrivateQuerySchema.extend({
  /** Only those who belong to this segment. */
  segment: z.string().max(100).optional(),
});
export type ExportContactsQuery = z.infer<typeof ExportContactsQuerySchema>;

export const ContactPageSchema = pageOf(ListedContactSchema).extend({ total: z.number().int() });

/** How many tags are changed at once, at most. */
const TagsSchema = z.array(TagSchema).max(50);

const TextOrNull = z.string().trim().max(1000).nullable();

/**
 * A contact made or edited by hand. A null clears, an absent key leaves. `fields` takes values as people type them; they are converted by the same rules as
 * a request's (CV), in the business's country, zone and number format.
 */
export const UpdateContactSchema = z.strictObject({
  crmContactId: TextOrNull.optional(),
  phone: TextOrNull.optional(),
  email: TextOrNull.optional(),
  firstName: TextOrNull.optional(),
  lastName: TextOrNull.optional(),
  name: TextOrNull.optional(),
  channel: ChannelSchema.optional(),
  fields: z.record(FieldKeySchema, z.string().max(100_000).nullable()).optional(),
  /** A tag that is there already, or is not there, stays as it is. */
  tags: z.strictObject({ add: TagsSchema.optional(), remove: TagsSchema.optional() }).optional(),
});
export type UpdateContact = z.infer<typeof UpdateContactSchema>;
