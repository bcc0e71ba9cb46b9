import { z } from 'zod';
import { InstantSchema } from './common.ts';
import type { SecretName } from './verify-guide.ts';

/** The secrets a webhook can have. They go in and never come out: no answer, log line or error holds one. */
export const SECRET_NAMES = ['secret', 'verifyToken'] as const satisfies readonly SecretName[];
export const SecretNameSchema = z.enum(SECRET_NAMES);

/** `isSet` is true while the secret is stored and can be used by this Fieldhook. */
export const SecretStateSchema = z.object({
  name: SecretNameSchema,
  isSet: z.boolean(),
  setAt: InstantSchema.nullable(),
});

/** Blanks around it are taken off: pasting brings them along. */
export const PutSecretSchema = z.strictObject({
  value: z.string().trim().min(1, 'Paste the secret.').max(4096, 'This is longer than any secret.'),
});
