import type { KnownContact } from '#shared/contract/known-contact.ts';
import { assertNever } from '#shared/errors.ts';
import type { Decision } from './decision.ts';

/** Whom the owner says a request is about (ID10): somebody, or somebody new (null). */
export interface Choice {
  contact: KnownContact | null;
  /** `now` for this request, `before` for all that are like it, `writer`: the account that it comes from is theirs (SN3). */
  when: 'now' | 'before' | 'writer';
}

/** The choice in the place of what the identifiers gave; the reasoning up to there stays to be read. */
export function applyChoice(decision: Decision, { contact, when }: Choice, under: string): Decision {
  const sentence = sayChoice(contact, when, under);
  const rule = when === 'writer' ? 'SN3' : 'ID10';
  const before = decision.trace.map((step) => ({ ...step, decided: false }));
  return {
    ...decision,
    decision: contact === null ? 'created' : 'matched',
    rule,
    by: null,
    contact,
    trace: [...before, { rule, sentence, decided: true }],
  };
}

function sayChoice(contact: KnownContact | null, when: Choice['when'], under: string): string {
  if (contact === null) return `You decided that it is about somebody new, so a new contact is made ${under}.`;
  switch (when) {
    case 'now':
      return `You decided that it is about ${contact.label}.`;
    case 'before':
      return `You decided before that requests like this one are about ${contact.label}.`;
    case 'writer':
      return `It was written from the Messenger account of ${contact.label}.`;
    default:
      return assertNever(when);
  }
}
