import { z } from 'zod';
import { FlowConfigSchema, FlowProblemSchema, RunStepSchema } from './flow.ts';
import { PlannedMessageSchema } from './message.ts';

/** A dry run of a draft flow (PR5): for a contact as it is now, or for a request of the log and its contact. Nothing is written or sent. */
export const PreviewFlowSchema = z.strictObject({
  config: FlowConfigSchema,
  /** Null: nobody is there yet. Then only what is wrong with the draft is told. */
  source: z.union([z.strictObject({ contact: z.string() }), z.strictObject({ deliveryId: z.string() })]).nullable(),
});
export type PreviewFlow = z.output<typeof PreviewFlowSchema>;

/** A step as it would be taken. Waits are passed over: what comes after them is shown as it would be with the data of now. */
export const PlannedStepSchema = RunStepSchema.pick({ step: true, kind: true, state: true, sentence: true }).extend({
  /** When it would be taken, counted from now; null for at once. */
  after: z.string().nullable(),
});
export type PlannedStep = z.infer<typeof PlannedStepSchema>;

export const FlowPreviewSchema = z.object({
  steps: z.array(PlannedStepSchema),
  messages: z.array(PlannedMessageSchema),
  problems: z.array(FlowProblemSchema),
});
export type FlowPreview = z.infer<typeof FlowPreviewSchema>;
