import type { FlowConfig } from '#shared/contract/flow.ts';
import type { MessageSituation, NewMessage } from '#shared/contract/flow-work.ts';
import type {
  Group,
  GroupCount,
  Message,
  MessageChannel,
  MessageDetail,
  MessagePage,
  MessagePreview,
  MessageQuery,
  MessageReason,
  MessageState,
} from '#shared/contract/message.ts';

/** Messages on their way out. Each method that changes one answers it as it is then, or null where it was not in the state for that. */
export interface OutboxStore {
  page(query: MessageQuery): Promise<MessagePage>;
  get(id: string): Promise<MessageDetail | null>;
  groupCounts(): Promise<GroupCount[]>;
  /** Changes the text of a message that has not gone out and is not about to. */
  edit(
    id: string,
    change: { subject?: string | undefined; text: string },
  ): Promise<Message | 'not-found' | 'not-possible'>;
  /** The owner's word by which nothing goes out. 'not-possible' where the message is not in a state for it (any more). */
  decide(id: string, decision: 'drop' | 'mark-sent', at: number): Promise<Message | 'not-found' | 'not-possible'>;
  /** Drops a group, all of it or nothing; `key` is by what that can be undone. */
  dropGroup(which: Group, key: string, at: number): Promise<Message[]>;
  /**
   * What was dropped stands where it stood, by the id of the message or the key of its dropping. 'not-found' where that cannot be undone (any more).
   */
  undoDrop(key: string): Promise<Message[] | 'not-found'>;
  /** What was dropped until then (ms since 1970) stays dropped. */
  forgetDropped(until: number): Promise<void>;
  /**
   * Messages whose turn has come, longest due first, with what the guard rails ask. `since` are the times from which "today" and "lately" are
   * counted; channels in `without` have no room for what is queued.
   */
  due(
    at: number,
    limit: number,
    since: { today: number; lately: number },
    without?: readonly MessageChannel[],
  ): Promise<DueMessage[]>;
  /** How many live messages left, or may have left, to an address since two moments. */
  sentThere(
    channel: MessageChannel,
    address: string,
    since: { hour: number; day: number },
  ): Promise<{ hour: number; day: number }>;
  /** When there is something to do next, of that which was not due by then; null: nothing waits for time. */
  nextDue(since: number): Promise<number | null>;
  /** What the live messages of a channel that left, or may have left, since a moment cost by the price they left at. */
  spent(channel: MessageChannel, since: number): Promise<number>;
  /**
   * Takes a message: its attempt is on disk before its first byte leaves, with what it costs by the estimate (null: not known). Null where it is
   * nobody's to take.
   */
  begin(id: string, at: number, cost: number | null): Promise<number | null>;
  finish(id: string, attempt: number, end: SendEnd, at: number): Promise<Message | null>;
  /** Keeps a message back that was to leave. `until` is when it is looked at again by itself. */
  keepBack(
    id: string,
    why: { state: 'held' | 'blocked'; reason: MessageReason; sentence: string; until: number | null },
  ): Promise<Message | null>;
  /** Ends a message in test mode: it stands in the Outbox and went nowhere. */
  pretend(id: string, at: number): Promise<Message | null>;
  /** What was on its way when Fieldhook ended becomes `unknown`. To be called once, before the first `begin`. */
  interrupt(at: number): Promise<Message[]>;
  /** Messages of which nobody knows whether they went out, and whose provider may be asked now. */
  toLookUp(at: number, limit: number): Promise<UnclearMessage[]>;
  /** The provider's ids of the messages of a channel that left to an address since a moment, and of those that the provider failed to send there. */
  providerIds(channel: MessageChannel, address: string, since: number): Promise<string[]>;
  /** What the provider said; null: nothing, ask again at `nextAt` (null: not any more). */
  lookedUp(id: string, end: SendEnd | null, nextAt: number | null, at: number): Promise<Message | null>;
}

/** What fills in messages anew, by callbacks. Each method is one transaction. */
export interface OutboxWorkStore {
  /** From what a message is filled in; null where there is no such message, or its run is gone. */
  origin(id: string): Promise<MessageOrigin | null>;
  /** The messages of a group, oldest first. */
  group(which: Group): Promise<string[]>;
  /** A message that could be let go, as it would go out; nothing is written. */
  preview(id: string, plan: RenewMessage, at: number): Promise<MessagePreview | 'not-found' | 'not-possible'>;
  /** The owner lets it go, whatever only holds back. With `seen` it must be exactly what the preview with that mark showed. */
  letGo(
    id: string,
    wish: { decision: 'release' | 'retry'; seen: string | null },
    plan: RenewMessage,
    at: number,
  ): Promise<Message | 'not-found' | 'not-possible' | 'changed' | { refusal: Refusal }>;
  /**
   * Puts a message of a group back into the queue, where it meets the guard rails again, unless it goes `pastLimits`. A refused one stays as it
   * was. 'not-possible' where it is in no group (any more).
   */
  putBack(
    id: string,
    wish: { pastLimits: boolean },
    plan: RenewMessage,
    at: number,
  ): Promise<Message | 'not-possible' | { refusal: Refusal }>;
  /** Puts one back that was held until now; a refused one waits for the owner. Null where it is not due. */
  putBackDue(id: string, plan: RenewMessage, at: number): Promise<Message | null>;
}

/** What a message becomes with what is known now; null where its flow does not have its step. */
export type RenewMessage = (situation: MessageSituation) => NewMessage | null;

export type Refusal = NonNullable<MessagePreview['refusal']>;

export interface MessageOrigin {
  config: FlowConfig;
  deliveryId: string | null;
  /** Which item of that request started its run (RC3), from 1; 0 where the request is one. */
  item: number;
}

export interface DueMessage {
  id: string;
  channel: MessageChannel;
  mode: Message['mode'];
  to: string | null;
  /** Of the contact, in E.164; null where it has none, or the message is about nobody. */
  contactPhone: string | null;
  subject: string;
  text: string;
  language: string;
  approved: { name: string; variables: Record<string, string> } | null;
  /** How often it was tried. */
  attempts: number;
  isReleased: boolean;
  /** It was held until now: what it says may be old. */
  isHeld: boolean;
  isOptedOut: boolean;
  sentToday: number;
  sentLately: number;
}

export interface UnclearMessage
  extends Pick<DueMessage, 'id' | 'channel' | 'subject' | 'text' | 'language' | 'approved' | 'attempts'> {
  to: string;
  /** When its last attempt began. */
  startedAt: number;
}

/** How an attempt ended, and where that leaves the message. */
export interface SendEnd {
  attempt: 'sent' | 'failed' | 'unknown';
  state: MessageState;
  reason: MessageReason | null;
  sentence: string;
  /** When it is tried, or asked about, again; null: not by itself. */
  dueAt: number | null;
  providerId: string | null;
}
