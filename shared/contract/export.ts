import { z } from 'zod';
import { ContactChoiceSchema } from './bulk-change.ts';
import { InstantSchema } from './common.ts';
import { ExportContactsQuerySchema } from './contact.ts';
import { ExportLogQuerySchema } from './delivery.ts';

// Copies: as queries the originals are described parameter by parameter.
const ContactsWishSchema = ExportContactsQuerySchema.extend({});
const LogWishSchema = ExportLogQuerySchema.extend({});

/** What is to be put into a file, by the filters of the list that it is taken from. */
export const StartExportSchema = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('contacts'),
    as: z.enum(['csv', 'json']),
    query: ContactsWishSchema,
    /** Whom it is about; without it everybody, or the segment of the query. */
    who: ContactChoiceSchema.optional(),
  }),
  z.strictObject({ of: z.literal('log'), query: LogWishSchema }),
]);
/** As it is asked for, and with its defaults. */
export type ExportWish = z.input<typeof StartExportSchema>;
export type StartExport = z.output<typeof StartExportSchema>;

/** Why there is no file after all, in words for the owner. */
export const EXPORT_FAULTS = {
  'disk-full': 'There is too little room on the disk of the data folder. Make some room, then export again.',
  'disk-failed':
    'The file could not be written into the data folder. Look whether Fieldhook may write there, then export again.',
  'read-failed': 'Something went wrong while it was read. Nothing is lost; the details are in the log. Export again.',
  erased: 'A person was erased who may have been in the file, so the file was thrown away. Export again.',
  'made-private':
    'Something in it became private after the file was begun, so the file was thrown away. Export again: the new file leaves that out.',
} as const;
export type ExportFault = keyof typeof EXPORT_FAULTS;

/** A file that is being made, or waits to be taken. It is thrown away when it has been taken, and after an hour. */
export const ExportSchema = z.object({
  id: z.string(),
  of: z.enum(['contacts', 'log']),
  fileName: z.string(),
  state: z.enum(['running', 'ready', 'failed']),
  /** Contacts or requests that are in the file so far. */
  rows: z.number().int(),
  /** How many there were to be when it began, about; null until they have been counted. */
  expected: z.number().int().nullable(),
  sizeBytes: z.number().int(),
  startedAt: InstantSchema,
  fault: z
    .object({ code: z.enum(Object.keys(EXPORT_FAULTS) as [ExportFault, ...ExportFault[]]), sentence: z.string() })
    .nullable(),
});
export type Export = z.infer<typeof ExportSchema>;
