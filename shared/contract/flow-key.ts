import { z } from 'zod';

/** Stable name of a flow in configurations and files: made from its first name, never changed afterwards. */
export const FlowKeySchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
