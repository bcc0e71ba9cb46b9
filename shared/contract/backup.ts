import { z } from 'zod';
import { InstantSchema } from './common.ts';

/** Why a copy of the database was made. */
export const BackupReasonSchema = z.enum(['start', 'daily', 'by-hand', 'before-update', 'after-erasure']);
export type BackupReason = z.infer<typeof BackupReasonSchema>;

export const BackupSchema = z.object({
  id: z.string(),
  madeAt: InstantSchema,
  reason: BackupReasonSchema,
  sizeBytes: z.number().int(),
  /** It was opened, checked and compared when it was made, and its file is still whole. */
  checked: z.boolean(),
});
export type Backup = z.infer<typeof BackupSchema>;

export const BackupsSchema = z.object({
  /** Latest first. */
  items: z.array(BackupSchema),
  folder: z.string(),
  /** The one that the next start will put in the place of the data. */
  restoring: BackupSchema.nullable(),
});
export type Backups = z.infer<typeof BackupsSchema>;

/** What will happen, in plain words; nothing has happened yet. */
export const RestoreAnswerSchema = z.object({ backup: BackupSchema, sentence: z.string() });
