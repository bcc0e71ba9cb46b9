import type { PlannedStep } from '#shared/contract/flow-preview.ts';
import type { RunProgress, RunSituation } from '#shared/contract/flow-work.ts';
import type { PlannedMessage } from '#shared/contract/message.ts';
import { saySpan } from '#shared/flow/say-span.ts';
import { plannedMessage } from '#shared/flow/say-start.ts';
import { localFormOf } from '#shared/local-form/local-form.ts';
import { sayMoment } from '#shared/local-form/say-time.ts';
import { advanceRun, withField } from './advance-run.ts';
import type { FlowContext } from './world.ts';

export interface PreviewedRun {
  steps: PlannedStep[];
  messages: PlannedMessage[];
}

/**
 * The whole way through a flow by the calls of the live path (PR5): each wait is passed over to the moment of its end, and nothing is requested. What
 * the contact will have by then is not known, so it is as it is now.
 */
export function previewRun(start: RunSituation, context: FlowContext): PreviewedRun {
  const steps = new Map<string, PlannedStep>();
  const messages: PlannedMessage[] = [];
  let situation = start;
  for (;;) {
    const after = situation.at === start.at ? null : sayAfter(start.at, situation.at, context);
    const progress = advanceRun(situation, context, situation !== start);
    for (const step of progress.steps) {
      // That a wait is over is no step of its own.
      if (!steps.has(step.step)) steps.set(step.step, { ...step, after });
    }
    messages.push(...progress.messages.map((message) => plannedMessage(message, after)));
    if (progress.state !== 'waiting') return { steps: [...steps.values()], messages };
    situation = later(situation, progress);
  }
}

/** `2 hours`; from a day on `215 days, on 30 June 2027, 10:30`. */
function sayAfter(start: number, at: number, { settings }: FlowContext): string {
  const minutes = Math.max(1, Math.round((at - start) / 60_000));
  if (minutes < A_DAY) return saySpan(minutes);
  return `${saySpan(minutes - (minutes % A_DAY))}, on ${sayMoment(at, localFormOf(settings))}`;
}

/** In minutes. */
const A_DAY = 1440;

function later(situation: RunSituation, { step, dueAt, fields, tags }: RunProgress): RunSituation {
  const left = new Set(situation.tags);
  for (const { tag, action } of tags) {
    if (action === 'add') left.add(tag);
    else left.delete(tag);
  }
  let { contact } = situation;
  for (const [key, value] of Object.entries(fields)) {
    contact = { ...contact, fields: withField(contact.fields, key, value) };
  }
  return { ...situation, contact, tags: [...left], step, dueAt, at: dueAt ?? situation.at };
}
