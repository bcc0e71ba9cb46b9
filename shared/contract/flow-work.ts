import type { FieldValue } from './field.ts';
import type { FlowConfig, Run } from './flow.ts';
import type { KnownContact } from './known-contact.ts';
import type { MessageChannel, MessageReason, PlannedMessage } from './message.ts';

/*
 * The words between the flows and the store, like those of known-contact.ts: the flows read a RunSituation and answer a RunProgress; they
 * never see the database. None of this crosses the door. Times are ms since 1970.
 */

/** Which messages wait for the owner, by the ids of their steps, each with the reason in a sentence. */
export type Hold = ReadonlyMap<string, string>;

/** A contact at a place in a flow, as the store has it. */
export interface RunSituation {
  config: FlowConfig;
  contact: KnownContact;
  tags: readonly string[];
  /** The step after which it goes on; null: from the top. */
  step: string | null;
  /** When it was to go on; null: it was not waiting for time. */
  dueAt: number | null;
  channels: ChannelFacts;
  hold: Hold;
  /** Every message is made in test mode; no field, no tag and no other service hears of it. */
  isTry: boolean;
  at: number;
}

/** A message that has not gone out, with what it is filled in from. `step` is in the version of the flow that its run is pinned to (SN1). */
export interface MessageSituation extends Pick<RunSituation, 'config' | 'contact' | 'tags' | 'channels' | 'at'> {
  step: string;
  channel: MessageChannel;
  /** Null where the words are the flow's. */
  written: OwnWords | null;
}

/** What the owner wrote in the place of a flow's text. */
export interface OwnWords {
  subject: string;
  text: string;
}

/** What is known of the ways to a contact, asked for only where a step needs it. */
export interface ChannelFacts {
  mode(channel: MessageChannel): 'test' | 'live';
  /** When the contact last wrote to us there; null: never (SN3). */
  lastInbound(channel: MessageChannel): number | null;
  /** Under which id a page of the owner may write to the contact; null: unknown. */
  pageScopedId(): string | null;
  /** Whether somebody asked for no messages at this address (SN6). */
  isOptedOut(channel: MessageChannel, address: string): boolean;
}

/** How far a run came: everything that it did on the way, and where it stands now. */
export interface RunProgress {
  state: Run['state'];
  /** Where it stands: it goes on after this step. */
  step: string | null;
  dueAt: number | null;
  sentence: string;
  /** In the order in which they were taken. A step that is told again (a wait that is over) replaces what was told of it. */
  steps: RunStepWrite[];
  messages: NewMessage[];
  /** Null clears. */
  fields: Record<string, FieldValue | null>;
  tags: { tag: string; action: 'add' | 'remove' }[];
  /** The request for whose answer it waits. */
  request: NewHttpRequest | null;
}

export type RunStepWrite = Pick<Run['steps'][number], 'step' | 'kind' | 'state' | 'sentence'>;

/** A message as a flow makes it. `held` and `blocked` ones are kept back with their reason; the others are `queued`. */
export interface NewMessage extends Pick<PlannedMessage, 'step' | 'channel' | 'mode' | 'to' | 'subject' | 'text'> {
  state: 'queued' | 'held' | 'blocked';
  reason: MessageReason | null;
  /** Why it is kept back; empty where it is not. */
  sentence: string;
  language: string;
  approved: { name: string; variables: Record<string, string> } | null;
}

export interface NewHttpRequest {
  step: string;
  method: string;
  url: string;
  headers: { name: string; value: string }[];
  body: string;
  /** Whoever is asked recognises it by its key, so that it may be asked again though it may have arrived. */
  canRepeat: boolean;
}
