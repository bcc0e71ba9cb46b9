import type { KnownContact } from '#shared/contract/known-contact.ts';
import { assertNever } from '#shared/errors.ts';
import type { Decision } from './decision.ts';

/** Whom a request is about whatever its identifiers give (ID10, SN3): somebody, or somebody new (null). */
export interface Choice {
  contact: KnownContact | null;
  /** The owner says so: `now` for this request, `before` for all that are like it. `writer`: the account that it comes from does (SN3). */
  when: 'now' | 'before' | 'writer';
}

/** Whose Messenger account a request was written from; null where the account is nobody’s yet. */
export interface Writer {
  contact: KnownContact | null;
}

/**
 * Who writes is known by the account (SN3), whatever else the request says. An account that is nobody’s yet belongs to whomever the identifiers
 * give, and where they give nobody, to a new contact: it can be answered, so it is somebody.
 */
export function choiceOfWriter({ decision }: Decision, { contact }: Writer): Choice | null {
  return contact !== null || decision === 'unidentified' ? { contact, when: 'writer' } : null;
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
  if (contact === null) {
    return when === 'writer'
      ? 'It was written from a Messenger account that is nobody’s yet, so a new contact is made under Messenger.'
      : `You decided that it is about somebody new, so a new contact is made ${under}.`;
  }
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
