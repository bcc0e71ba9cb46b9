import { z } from 'zod';
import { InstantSchema } from './common.ts';

/** What the log says of a request whose content was erased with a person (LG3). */
export const ERASED_SENTENCE = 'Its content was erased: it was about somebody who is forgotten, or named them.';

/** What happens to the copies that still hold the person: they stay until newer ones push them out, or a fresh one takes their place at once. */
const BackupChoiceSchema = z.enum(['keep', 'replace']);
export type BackupChoice = z.infer<typeof BackupChoiceSchema>;

/** Erases a person everywhere (LG3). `dryRun` answers what would go and writes nothing. */
export const EraseContactSchema = z.strictObject({
  dryRun: z.boolean(),
  backups: BackupChoiceSchema.default('keep'),
});

export const ErasureCountsSchema = z.object({
  /** Identifiers and names of the contact. */
  identifiers: z.number().int(),
  fields: z.number().int(),
  /** Messages to the contact, its ways through flows, and contacts that were merged into it. */
  messages: z.number().int(),
  runs: z.number().int(),
  merges: z.number().int(),
  /** Requests about the contact; about nobody; about somebody else, naming this person. */
  own: z.number().int(),
  unlinked: z.number().int(),
  others: z.number().int(),
  /** Raw texts of all these. */
  bodies: z.number().int(),
  /** Receipts, with their traces, that go whole; and those of somebody else’s requests that are rewritten without this person. */
  receipts: z.number().int(),
  rewritten: z.number().int(),
  /** Of all these requests, those that wait for their work and will not be worked on. */
  waiting: z.number().int(),
  /** Samples that webhooks keep for the editor. */
  samples: z.number().int(),
  /** Values of other contacts in which this person’s e-mail, number or id stands. */
  otherValues: z.number().int(),
  /** Conflicts in which this person stands; decided or not, they go. */
  conflicts: z.number().int(),
  /** Messages to others, their ways through flows, their merges, and remembered decisions in which this person stands. */
  elsewhere: z.number().int(),
  /** Saved configurations, the older ones included, in which it stands; they stay. */
  configurations: z.number().int(),
  /** Requests that were looked through; and of them, those whose raw text could not be looked through wholly. */
  searched: z.number().int(),
  unreadable: z.number().int(),
});
export type ErasureCounts = z.infer<typeof ErasureCountsSchema>;

/** The copies of everything in the data folder: backups, and what restores put aside. */
export const ErasureCopiesSchema = z.object({
  choice: BackupChoiceSchema,
  backups: z.number().int(),
  aside: z.number().int(),
  /** Whether the next start is to put one of them in place. */
  isRestoring: z.boolean(),
  /** After `replace`: false where no fresh backup could be made, so that the older ones were left. Else null. */
  replaced: z.boolean().nullable(),
});
export type ErasureCopies = z.infer<typeof ErasureCopiesSchema>;

export const ErasureSchema = z.object({
  dryRun: z.boolean(),
  at: InstantSchema,
  counts: ErasureCountsSchema,
  /** The requests concerned, newest first, at most 100. */
  requests: z.array(
    z.object({
      id: z.string(),
      webhookName: z.string(),
      receivedAt: InstantSchema,
      about: z.enum(['person', 'nobody', 'somebody-else']),
    }),
  ),
  copies: ErasureCopiesSchema,
  /** Whether the bytes of the database were looked through afterwards and hold nothing any more; null in a dry run. */
  isWiped: z.boolean().nullable(),
  /** All of it in words: what goes (or went), what stays and why, and what nobody can promise. Nothing in them names the person. */
  gone: z.array(z.string()),
  stays: z.array(z.string()),
  unsure: z.array(z.string()),
});
export type Erasure = z.infer<typeof ErasureSchema>;
