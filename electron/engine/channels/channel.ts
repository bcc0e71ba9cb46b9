import type { MessageChannel } from '#shared/contract/message.ts';

/** A message on its way out. Addresses are checked and normalised before: E.164, one strict e-mail address, or a page-scoped id. */
export interface OutgoingMessage {
  /** Ours; the same for every attempt, so that a provider that honours keys sends once (and the Message-ID of an e-mail is fixed). */
  key: string;
  to: string;
  subject: string;
  text: string;
  /** BCP 47. */
  language: string;
  approved: { name: string; variables: Record<string, string> } | null;
  /** Where the provider may report what became of it; null where there is no such address. */
  reportTo: string | null;
}

/**
 * How an attempt ended (SN4). `failed`: surely not sent; `again` says whether another attempt may help, and not before when (ms since 1970).
 * A provider that had taken it and then failed has its `providerId`. `unknown`: the request went out and no clear answer came. Sentences are for the owner and hold no credential.
 */
export type SendResult =
  | { state: 'sent'; providerId: string | null; sentence: string }
  | { state: 'failed'; again: boolean; notBefore: number | null; sentence: string; providerId?: string }
  | { state: 'unknown'; sentence: string };

/** One thing a channel asks the owner for. */
export interface CredentialSlot {
  name: string;
  label: string;
  hint: string;
  isSecret: boolean;
  isRequired: boolean;
  /** `yes` or nothing. */
  isSwitch?: true;
  /** Whose account at a provider it belongs to, where other channels may go by the same one. */
  accountAt?: 'Twilio';
}

/** What a channel is given to send with: `account` by the names of its slots, secrets included. */
export type Account = Readonly<Record<string, string>>;

/** What lies outside of a channel; tests put a clock and a network of their own here. */
export interface ChannelPorts {
  fetch: (url: string, request: RequestInit) => Promise<Response>;
  now: () => number;
  /** Shows a notification on this computer; false where that is not possible. */
  notify: (title: string, text: string) => boolean;
}

/** A way for messages to leave. A new one is one file, one entry in the list, and passes the conformance suite. */
export interface ChannelProvider {
  readonly channel: MessageChannel;
  readonly name: string;
  /** Who takes its messages, at the start of a sentence. */
  readonly provider: string;
  /** What it needs of a contact, and whether it may write first, in one sentence. */
  readonly sentence: string;
  readonly needs: 'phone' | 'email' | 'page-scoped-id' | 'nothing';
  /** Whether it may write to somebody who has not written first (SN3). */
  readonly canStart: boolean;
  readonly slots: readonly CredentialSlot[];
  /** One attempt. Never rejects. */
  send(message: OutgoingMessage, account: Account, ports: ChannelPorts, signal: AbortSignal): Promise<SendResult>;
  /** Asks the provider what became of an attempt that ended `unknown`; null where it cannot be asked, or does not know. */
  reconcile?(
    message: OutgoingMessage,
    account: Account,
    ports: ChannelPorts,
    attempt: UnclearAttempt,
  ): Promise<SendResult | null>;
  /** Asks the provider what became of a message that it has taken; absent where it does not tell. Never rejects. */
  follow?(providerId: string, account: Account, ports: ChannelPorts): Promise<Fate>;
}

/**
 * What a provider knows of a message that it has taken. `sent`: it went on to the network or the app, which may say more, or never. `untold`: this
 * provider does not know of it, or does not say.
 */
export interface Fate {
  state: 'waiting' | 'sent' | 'arrived' | 'lost' | 'untold';
  /** For the owner. */
  sentence: string;
}

export interface UnclearAttempt {
  /** When it began, ms since 1970. */
  since: number;
  /** The provider's ids of what else went there: none of them is this one, though it may say the same. */
  others: readonly string[];
}
