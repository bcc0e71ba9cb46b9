import { z } from 'zod';
import { InstantSchema } from './common.ts';

/** A webhook whose sender has an address that does not work any more (TN4). */
const AddressChangeSchema = z.object({
  webhookId: z.string(),
  name: z.string(),
  /** What its sender has. */
  lostAddress: z.url(),
  /** What it must be told: the public address that last worked. */
  address: z.url(),
  changedAt: InstantSchema,
  /** Null while it must be told. `request`: one came to the new address. */
  told: z.object({ at: InstantSchema, by: z.enum(['owner', 'request']) }).nullable(),
});
export type AddressChange = z.infer<typeof AddressChangeSchema>;

/** By name. */
export const AddressChangeListSchema = z.object({ items: z.array(AddressChangeSchema) });

export const TickAddressChangeSchema = z.strictObject({ isTold: z.boolean() });
