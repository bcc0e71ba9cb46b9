import { z } from 'zod';
import { ChannelSettingsSchema } from './channel.ts';
import { InstantSchema } from './common.ts';
import { MessageChannelSchema } from './message.ts';

/** What became of messages since the business's midnight, for each channel that had any. */
export const MessagesTodaySchema = z.object({
  since: InstantSchema,
  channels: z.array(
    z.object({
      channel: MessageChannelSchema,
      /** Those that left, or in test mode would have, in the mode that the channel is in: what counts against the cap of the day. */
      sent: z.number().int(),
      mode: ChannelSettingsSchema.shape.mode.removeDefault(),
      dailyCap: z.number().int().nullable(),
      /** Made today, and surely not sent, or nobody knows. */
      failed: z.number().int(),
      /** Made today, and kept back until the owner decides. */
      waiting: z.number().int(),
      /** Made today, and kept back until its time has come: it goes out by itself. */
      later: z.number().int(),
      /** Of what really left, by the channel's price, in the business's currency; null where no price is set. */
      cost: z.number().nullable(),
    }),
  ),
});
