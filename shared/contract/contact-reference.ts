import { z } from 'zod';

/** A contact as others name it: by whom to ask, and what to call them. */
export const ContactReferenceSchema = z.object({ userNs: z.string(), label: z.string() });
export type ContactReference = z.infer<typeof ContactReferenceSchema>;
