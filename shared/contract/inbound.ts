/*
 * The words between what reads a provider's requests and the store: what a request of the provider of a channel tells. None of this crosses
 * the door.
 */

/** Somebody does not want messages there any more (`stop`), or wants them again (`start`); `word` is the one they wrote. */
export interface Wish {
  wants: 'stop' | 'start';
  word: string;
}

/** `wrote`: a person wrote to the owner, which opens a conversation (SN3) and may be a wish (SN6). `report`: what became of a message of ours. */
export type InboundEvent =
  | {
      kind: 'wrote';
      channel: 'sms' | 'whatsapp' | 'messenger';
      /** As it is stored with the contact: E.164, or the page-scoped id. */
      from: string;
      wish: Wish | null;
    }
  | { kind: 'report'; providerId: string; state: ReportedState; sentence: string };

/** `sent`: the provider has it · `delivered`: it arrived · `undelivered`: it will not arrive. */
export type ReportedState = 'sent' | 'delivered' | 'undelivered';
