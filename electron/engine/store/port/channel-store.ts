import type { ChannelSettings, ChannelTest } from '#shared/contract/channel.ts';
import type { MessageChannel } from '#shared/contract/message.ts';

export interface StoredChannel {
  settings: ChannelSettings;
  /** Made with the account as it is now; null where there was none since that was changed. */
  lastTest: StoredTest | null;
}

export interface StoredTest extends ChannelTest {
  at: number;
  /** Under which id the provider has what is still waited for; null where nothing is. */
  waitsFor: string | null;
}

export interface ChannelStore {
  get(channel: MessageChannel): Promise<StoredChannel>;
  /** Another account asks for another test. */
  put(channel: MessageChannel, settings: ChannelSettings): Promise<void>;
  tested(channel: MessageChannel, test: StoredTest): Promise<void>;
  /** What became of a test that was waited for; nothing where it is not any more. */
  testEnded(channel: MessageChannel, waitsFor: string, test: ChannelTest): Promise<void>;
  /** What the channel sends with is not what it was tested with any more. */
  forgetTest(channel: MessageChannel): Promise<void>;
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
