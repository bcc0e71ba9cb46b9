import { z } from 'zod';
import { InstantSchema } from './common.ts';

/**
 * Judges the refused requests of a webhook again, with the signature and the secrets it has today (RC7). `apply` has those worked on that
 * are proven now; without it nothing changes.
 */
export const RejudgeRequestSchema = z.strictObject({
  apply: z.boolean().default(false),
  /** Only these; absent: all whose content is kept. */
  ids: z.array(z.string()).min(1).max(50).optional(),
});

/**
 * `proven` comes from its sender · `repeat` does so too, but its like is worked on already, so it has no effect (RC6) · `unproven` ·
 * `unknown` cannot be judged any more
 */
export const JudgementSchema = z.object({
  id: z.string(),
  receivedAt: InstantSchema,
  verdict: z.enum(['proven', 'repeat', 'unproven', 'unknown']),
  sentence: z.string(),
  /** The request that a repeat repeats. */
  repeatOf: z.string().nullable(),
});
export type Judgement = z.infer<typeof JudgementSchema>;

export const RejudgeAnswerSchema = z.object({
  applied: z.boolean(),
  /** All of it in one or two sentences. */
  sentence: z.string(),
  /** In order of arrival. */
  requests: z.array(JudgementSchema),
});
export type RejudgeAnswer = z.infer<typeof RejudgeAnswerSchema>;
