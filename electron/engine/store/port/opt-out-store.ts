import type { Page } from '#shared/contract/common.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { OptOut, OptOutQuery } from '#shared/contract/opt-out.ts';

/** Who wants no messages (SN6). */
export interface OptOutStore {
  /** Those that stand, latest recorded first. */
  page(query: OptOutQuery): Promise<Page<OptOut>>;
  /** By the owner's hand. `address` as it is compared: E.164, or in lower case. */
  add(channel: MessageChannel, address: string, at: number): Promise<OptOut>;
  /** Messages may go there again; the channel, or null where there is no such wish. */
  end(id: string, at: number): Promise<MessageChannel | null>;
}
