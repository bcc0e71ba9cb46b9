import type { ContactFinder, KnownContact } from '#shared/contract/known-contact.ts';
import type { Candidate, Identification, TraceStep } from '#shared/contract/receipt.ts';
import type { Channel } from '#shared/contract/webhook.ts';
import type { Identifiers } from './read-identifiers.ts';

/** Whom the identifiers point at, with the reasoning up to there. */
export interface Decision extends Pick<Identification, 'decision' | 'rule' | 'by'> {
  contact: KnownContact | null;
  trace: TraceStep[];
  /** Where they point at different people. */
  candidates?: Candidate[];
}

/** A way to decide whom a request is about; each is a file `decide-….ts`. `channel` is where a new contact would be reached. */
export type Strategy = (identifiers: Identifiers, find: ContactFinder, channel: Channel) => Decision;
