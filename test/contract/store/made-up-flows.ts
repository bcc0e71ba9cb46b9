import type { FlowStart, Settlement } from '#engine/store/port/work-store.ts';
import type { NewMessage, RunProgress } from '#shared/contract/flow-work.ts';
import type { ContactFinder } from '#shared/contract/known-contact.ts';
import { upsertByEmail } from './made-up-rows.ts';

export function newMessage(step: string, change: Partial<NewMessage> = {}): NewMessage {
  return {
    step,
    channel: 'sms',
    mode: 'test',
    to: '+441174960123',
    subject: '',
    text: `Text of ${step}`,
    language: 'en-GB',
    approved: null,
    state: 'queued',
    reason: null,
    sentence: '',
    ...change,
  };
}

export function progressOf(change: Partial<RunProgress> = {}): RunProgress {
  return {
    state: 'done',
    step: null,
    dueAt: null,
    sentence: 'It went through.',
    steps: [],
    messages: [],
    fields: {},
    tags: [],
    request: null,
    ...change,
  };
}

/** A run that made one message and is at its end. */
export function oneMessage(): RunProgress {
  const step = { step: 'aaaa', kind: 'send' as const, state: 'done' as const, sentence: 'The message was made.' };
  return progressOf({ steps: [step], messages: [newMessage('aaaa')] });
}

/** The decision for whoever has this e-mail, which starts the flow `reminder`. */
export function startingFlow(email: string, plan: FlowStart['plan']) {
  return (people: ContactFinder): Settlement => ({
    ...upsertByEmail(email, {})(people),
    flow: { key: 'reminder', item: 0, plan },
  });
}
