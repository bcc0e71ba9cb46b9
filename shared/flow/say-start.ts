import type { NewMessage } from '../contract/flow-work.ts';
import type { PlannedMessage } from '../contract/message.ts';
import { segmentsOf } from '../text/segments.ts';

type Start =
  | { kind: 'started'; flowName: string; isTry: boolean; made: number; blocked: number }
  | { kind: 'held'; flowName: string }
  | { kind: 'failed'; flowName: string }
  | { kind: 'not-started'; sentence: string }
  | { kind: 'no-flow' }
  | { kind: 'no-contact' };

/** What came of a flow that a request was to start, as the end of the request's sentence. */
export function sayStart(start: Start): string {
  switch (start.kind) {
    case 'started': {
      const { made, blocked, isTry } = start;
      return [
        `The flow “${start.flowName}” ${isTry ? 'is only tried' : 'starts'}`,
        made > 0 && `, ${made} ${made === 1 ? 'message' : 'messages'}`,
        blocked > 0 && `, ${blocked} kept back`,
        '.',
      ]
        .filter((part) => part !== false)
        .join('');
    }
    case 'held':
      return `The flow “${start.flowName}” waits for you: it may have started before the data went back to an earlier state.`;
    case 'failed':
      return `The flow “${start.flowName}” failed at its start.`;
    case 'not-started':
      return start.sentence;
    case 'no-flow':
      return 'The flow of this webhook is not there any more.';
    case 'no-contact':
      return '';
  }
}

/** A message that a flow has just made, as the receipt shows it. */
export function plannedMessage(message: NewMessage, after: string | null = null): PlannedMessage {
  const { step, channel, mode, to, subject, text, reason, sentence } = message;
  return {
    step,
    channel,
    mode,
    to,
    subject,
    text,
    segments: channel === 'sms' ? segmentsOf(text) : null,
    after,
    blocked: reason === null ? null : { reason, sentence },
  };
}
