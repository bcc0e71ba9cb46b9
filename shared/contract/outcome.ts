import { z } from 'zod';
import { assertNever } from '../errors.ts';

/**
 * How a request ended (PR2). `sample` stands beside the outcomes of processing: the owner was listening with the webhook switched off,
 * so the request became a sample and nothing else happened (RC5).
 */
export const OUTCOMES = [
  'processed',
  'unidentified',
  'stopped',
  'conflict',
  'duplicate',
  'unparsed',
  'refused',
  'failed',
  'sample',
] as const;
export const OutcomeSchema = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof OutcomeSchema>;

/** Why a request was refused or could not be read, or had nothing to fill. */
export const REASONS = [
  'inactive',
  'rate-limited',
  'too-large',
  'bad-signature',
  'handshake',
  'erased',
  'bad-json',
  'bad-form',
  'bad-multipart',
  'bad-xml',
  'bad-compression',
  'bad-encoding',
  'unsupported-format',
  'empty-body',
  'too-deep',
  'too-many-nodes',
  'no-list',
  'empty-list',
  'too-many-items',
  'too-much-to-write',
  'message-report',
  'no-message',
  'internal',
] as const;
export const ReasonSchema = z.enum(REASONS);
export type Reason = z.infer<typeof ReasonSchema>;

const PROCESSED: Partial<Record<Reason, string>> = {
  'empty-list': 'The list of people is empty, so there was nothing to do.',
  'message-report': 'It says what became of a message.',
  'no-message': 'Nobody wrote anything, so there was nothing to do.',
};

/** One plain sentence and the next step for a settled request. */
export function explainOutcome(outcome: Outcome, reason: Reason | null): { sentence: string; next: string } {
  switch (outcome) {
    case 'processed':
      return {
        sentence: (reason && PROCESSED[reason]) ?? 'The contact was found or made and the fields were filled.',
        next: 'Nothing to do.',
      };
    case 'unidentified':
      if (reason === 'no-list') {
        return {
          sentence: 'There is no list of people where this webhook looks for one, so no contact was touched.',
          next: 'Check in step 3 of the webhook where the list of people stands.',
        };
      }
      return {
        sentence: 'Nothing in the request says who it is about, so no contact was touched.',
        next: 'Check which values are mapped to phone number, e-mail, CRM Contact Id and User Ns.',
      };
    case 'stopped':
      return {
        sentence: 'The request names a User Ns that belongs to nobody, so it was stopped.',
        next: 'Check where the sender takes the User Ns from.',
      };
    case 'conflict':
      return {
        sentence: 'The identifiers in the request belong to different people.',
        next: 'Decide in Conflicts whom it is about.',
      };
    case 'duplicate':
      return {
        sentence: 'The same request had already arrived, so it had no effect.',
        next: 'Nothing to do. If it is not a repeat after all, release it.',
      };
    case 'unparsed':
      return explainUnparsed(reason);
    case 'refused':
      return explainRefusal(reason);
    case 'failed':
      if (reason === 'too-much-to-write') {
        return {
          sentence: 'All people of this request together would write more than 32 MB, so this one was left out.',
          next: 'Ask the sender for smaller requests, or map fewer long values.',
        };
      }
      return {
        sentence:
          'Something went wrong inside Fieldhook while working on this request. It is stored and nothing was changed.',
        next: 'Report the id below.',
      };
    case 'sample':
      return {
        sentence: 'It arrived while you were listening and was kept as a sample. Nothing else happened.',
        next: 'Switch the webhook on when you are ready.',
      };
    default:
      return assertNever(outcome);
  }
}

function explainUnparsed(reason: Reason | null): { sentence: string; next: string } {
  switch (reason) {
    case 'empty-body':
      return {
        sentence: 'The request was empty.',
        next: 'Check in the sender’s settings that it sends its data in the body of the request.',
      };
    case 'bad-encoding':
      return {
        sentence: 'The request’s characters are not in the encoding it states.',
        next: 'Look at the raw request; the sender has to send UTF-8 or state the encoding it uses.',
      };
    case 'unsupported-format':
      return {
        sentence: 'The request is in a format that Fieldhook does not read.',
        next: 'Choose JSON in the sender’s settings if it leaves the choice.',
      };
    case 'too-deep':
      return {
        sentence: 'The request is nested more than 64 levels deep.',
        next: 'Ask the sender for a simpler request.',
      };
    case 'too-many-nodes':
      return {
        sentence: 'The request has more than 50 thousand values.',
        next: 'Ask the sender for smaller requests.',
      };
    case 'too-many-items':
      return {
        sentence: 'The list of people has more than a thousand entries, so nobody was worked on.',
        next: 'Ask the sender for smaller requests.',
      };
    case 'bad-form':
      return {
        sentence: 'The request says it is a form but cannot be read as one.',
        next: 'Look at the raw request; the sender’s settings may have to be changed.',
      };
    case 'bad-multipart':
      return {
        sentence: 'The request says it is a form in parts but cannot be read as one.',
        next: 'Look at the raw request; the sender’s settings may have to be changed.',
      };
    case 'bad-xml':
      return {
        sentence: 'The request cannot be read as XML.',
        next: 'Look at the raw request; the text that the sender puts together may have to be corrected.',
      };
    case 'bad-compression':
      return {
        sentence: 'The request was compressed and cannot be unpacked.',
        next: 'Switch compression off in the sender’s settings if it leaves the choice.',
      };
    case 'too-large':
      return { sentence: 'The request unpacks to more than 5 MB.', next: 'Ask the sender for smaller requests.' };
    default:
      return {
        sentence: 'The request cannot be read as JSON.',
        next: 'Look at the raw request; the text that the sender puts together may have to be corrected.',
      };
  }
}

function explainRefusal(reason: Reason | null): { sentence: string; next: string } {
  switch (reason) {
    case 'inactive':
      return {
        sentence: 'The webhook was switched off, so the sender was asked to try again later. The request is kept.',
        next: 'Switch the webhook on.',
      };
    case 'rate-limited':
      return {
        sentence: 'The webhook had reached its limit of requests, so the sender was asked to try again later.',
        next: 'Raise the limit if this many requests are expected.',
      };
    case 'bad-signature':
      return {
        sentence: 'The request does not prove that it comes from its sender, so it was refused.',
        next: 'If the sender is the right one, check the signature and its secret in the webhook’s settings; a request that is kept can be judged again, or released.',
      };
    case 'handshake':
      return {
        sentence: 'The sender asked whether this address is yours, in a way that this webhook is not set up to answer.',
        next: 'Check under Signature in the webhook’s settings that this sender is chosen and what belongs to it is stored, then let it ask again. Senders that are not in the list cannot be answered.',
      };
    case 'erased':
      return {
        sentence: 'Erased on the owner’s wish before it was worked on.',
        next: 'Nothing to do. The sender’s next request about this person makes a new contact.',
      };
    case 'too-large':
      return { sentence: 'The request was larger than 5 MB.', next: 'Ask the sender for smaller requests.' };
    default:
      return { sentence: 'The request was refused.', next: 'See the reason in the log.' };
  }
}
