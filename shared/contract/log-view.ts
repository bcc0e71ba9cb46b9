import { z } from 'zod';

const choice = () => z.string().trim().min(1).max(200).nullable();

/** What was chosen in the log, as it stands in its address; null filters nothing. Days are relative ones (`this-week`) or `2026-03-01..2026-03-09`. */
export const LogViewFilterSchema = z.strictObject({
  webhook: choice(),
  outcome: choice(),
  contact: choice(),
  time: choice(),
  text: choice(),
});
export type LogViewFilter = z.infer<typeof LogViewFilterSchema>;

const viewName = () => z.string().trim().min(1, 'Give the view a name.').max(120);

/** Filters of the log that the owner named to have them at hand. */
export const LogViewSchema = z.object({ id: z.string(), name: viewName(), filter: LogViewFilterSchema });
export type LogView = z.infer<typeof LogViewSchema>;

export const CreateLogViewSchema = z.strictObject({ name: viewName(), filter: LogViewFilterSchema });
export const RenameLogViewSchema = z.strictObject({ name: viewName() });
