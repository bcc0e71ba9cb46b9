import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { FieldKeySchema } from './field.ts';
import { DatePatternSchema, IDENTITY_SLOTS, PROFILE_SLOTS } from './webhook.ts';

/** A CSV file: pasted as text, or its bytes in base64. */
export const OpenImportSchema = z.union([
  z.strictObject({ text: z.string().min(1).max(4_500_000) }),
  z.strictObject({ base64: z.base64().min(1).max(6_000_000) }),
]);
export type OpenImport = z.infer<typeof OpenImportSchema>;

/** Where the cells of a column go. */
export const ImportTargetSchema = z.union([
  z.strictObject({ slot: z.enum([...IDENTITY_SLOTS, ...PROFILE_SLOTS]) }),
  /** `pattern`: how the column writes its dates; without one the standard formats are read. */
  z.strictObject({ field: FieldKeySchema, pattern: DatePatternSchema.optional() }),
  /** Tags, separated by commas or semicolons, are added to those that somebody has. */
  z.strictObject({ tags: z.literal(true) }),
]);
export type ImportTarget = z.infer<typeof ImportTargetSchema>;

/** Equal for those that no two columns can have. */
export function placeOf(target: ImportTarget): string {
  if ('tags' in target) return 'tags';
  return 'slot' in target ? `slot:${target.slot}` : `field:${target.field}`;
}

/** A file that was opened, as it was read. */
export const ImportFileSchema = z.object({
  id: z.string(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.enum([',', ';', '\t']),
  /** In their order; `samples` are the first cells that hold something; `target` is a proposal by the name. */
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()), target: ImportTargetSchema.nullable() })),
  rows: z.number().int(),
});
export type ImportFile = z.infer<typeof ImportFileSchema>;

/** How the file is to be imported. A blank cell never changes anything. */
export const RunImportSchema = z.strictObject({
  /** One for each column; null leaves the column out. */
  targets: z.array(ImportTargetSchema.nullable()).max(200),
  /** What becomes of values that a contact has already (ID9). */
  onMatch: z.enum(['fill-blanks', 'overwrite', 'leave']).default('fill-blanks'),
  numberFormat: z.enum(['point', 'comma']).default('point'),
  dryRun: z.boolean(),
});
export type RunImport = z.infer<typeof RunImportSchema>;

/** Something to know about a row. `conflict` and `refused`: nothing is written; `noted`: the rest of the row is. */
const ImportRemarkSchema = z.object({
  /** Where the row begins in the file, from 1. */
  line: z.number().int(),
  kind: z.enum(['conflict', 'refused', 'noted']),
  sentence: z.string(),
});

/** How far a run is. What was imported before it was cancelled stays; importing the file again finds the same people. */
export const ImportStateSchema = z.object({
  state: z.enum(['open', 'running', 'done', 'cancelled', 'failed']),
  dryRun: z.boolean(),
  /** Rows. */
  done: z.number().int(),
  total: z.number().int(),
  /** `created` and `matched` are people made and found; `noted` of these had something kept out. */
  counts: z.object({
    created: z.number().int(),
    matched: z.number().int(),
    conflict: z.number().int(),
    refused: z.number().int(),
    noted: z.number().int(),
  }),
  /** The first 500, in the order of the file. */
  remarks: z.array(ImportRemarkSchema),
});
export type ImportState = z.infer<typeof ImportStateSchema>;

/** For how many days an import can be undone. */
export const UNDO_DAYS = 7;

/** An import that wrote something and can be undone for seven days, or was. */
export const PastImportSchema = z.object({
  id: z.string(),
  at: InstantSchema,
  /** People it made, and known ones in whom it changed something. */
  created: z.number().int(),
  changed: z.number().int(),
  /** Of these, those who are there and for whom it was not undone. */
  left: z.number().int(),
  undoneAt: InstantSchema.nullable(),
});
export type PastImport = z.infer<typeof PastImportSchema>;

/** How far undoing an import is. Cut short, it can be begun again and goes on with those who are left. */
export const UndoStateSchema = z.object({
  state: z.enum(['running', 'done', 'failed']),
  done: z.number().int(),
  total: z.number().int(),
  /** Made by the import, and gone. */
  removed: z.number().int(),
  /** Used or changed since, and left as they are. */
  stayed: z.number().int(),
  /** As before the import; or only in what nobody has changed since. */
  putBack: z.number().int(),
  partly: z.number().int(),
});
export type UndoState = z.infer<typeof UndoStateSchema>;

export const PastImportListSchema = z.array(
  PastImportSchema.extend({
    /** Of the one that was undone last since Fieldhook started. */
    undo: UndoStateSchema.nullable(),
  }),
);

/** An import that is under way, or was the last one. The cells of its file are not told again (LG3): `samples` are empty. */
export const HeldImportSchema = z.object({
  file: ImportFileSchema,
  /** How it is imported or tried; null before that was asked for. */
  wish: RunImportSchema.nullable(),
  state: ImportStateSchema,
});
export type HeldImport = z.infer<typeof HeldImportSchema>;
