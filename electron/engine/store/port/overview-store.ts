import type { Message, MessageChannel, MessageState } from '#shared/contract/message.ts';
import type { Outcome } from '#shared/contract/outcome.ts';

/** What the home screen counts. It reads kept counters, so its cost follows the hours asked for and never the requests there are. */
export interface OverviewStore {
  /**
   * `starts`: when the spans begin, oldest first; each ends where the next begins, the last one at `until`. Hours count where they begin.
   * `slowest` webhooks are at most 5.
   */
  read(starts: readonly number[], until: number): Promise<CountedOverview>;
}

export interface CountedOverview {
  /** How the requests of each span ended, without those that wait. */
  outcomes: Partial<Record<Outcome, number>>[];
  /** `later` of them wait for their time and then go out by themselves. */
  messages: { channel: MessageChannel; mode: Message['mode']; state: MessageState; count: number; later: number }[];
  /** Webhooks by the mean time from the first byte to the outcome, slowest first. */
  slowest: { webhookId: string; name: string; requests: number; meanMs: number; slowestMs: number }[];
}
