import type { Page } from '#shared/contract/common.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { AddedOptOut, OptOut, OptOutQuery } from '#shared/contract/opt-out.ts';

/** Who wants no messages (SN6). */
export interface OptOutStore {
  /** Those that stand, latest recorded first. */
  page(query: OptOutQuery): Promise<Page<OptOut>>;
  /** By the owner's hand. `address` as it is compared: E.164, or in lower case. */
  add(channel: MessageChannel, address: string, at: number): Promise<AddedOptOut>;
  /** Messages may go there again; the channel, or null where there is no such wish. */
  end(id: string, at: number): Promise<MessageChannel | null>;
  /** Takes the owner's last word about one back; the channel. 'changed' where the person has spoken since, 'not-found' where it is too late. */
  undo(id: string, at: number): Promise<MessageChannel | 'changed' | 'not-found'>;
  /** What the owner said until then (ms since 1970) stands. */
  forgetChanges(until: number): Promise<void>;
}
