import type { ChannelSettings } from '#shared/contract/channel.ts';
import type { MessageChannel } from '#shared/contract/message.ts';

export interface StoredChannel {
  settings: ChannelSettings;
  lastTest: { at: number; ok: boolean; sentence: string } | null;
}

export interface ChannelStore {
  get(channel: MessageChannel): Promise<StoredChannel>;
  put(channel: MessageChannel, settings: ChannelSettings): Promise<void>;
  tested(channel: MessageChannel, test: { at: number; ok: boolean; sentence: string }): Promise<void>;
  /** What counts against its cap: messages that left in the mode that it is in. */
  sentSince(channel: MessageChannel, since: number): Promise<number>;
  /** What became of its messages since then. */
  daySince(channel: MessageChannel, since: number): Promise<DayOfChannel>;
}

/** `sent` counts those that left in the mode that the channel is in, `units` what those that really left are charged by; the others were made since. `later` goes out by itself. */
export interface DayOfChannel {
  sent: number;
  units: number;
  failed: number;
  waiting: number;
  later: number;
}
