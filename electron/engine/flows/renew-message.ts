import type { MessageSituation, NewMessage } from '#shared/contract/flow-work.ts';
import { everyStep } from '#shared/flow/steps.ts';
import { planMessage } from './plan-message.ts';
import type { FlowContext } from './world.ts';

/**
 * A message that was kept back as its step would make it now (SN7): to the contact as they are today, on the channel that it has. Pure; the
 * same for the preview and for letting it go. Null where the flow has no such step.
 */
export function renewMessage(situation: MessageSituation, context: FlowContext): NewMessage | null {
  const { config, step: id, channel, contact, tags, channels, written, at } = situation;
  const step = everyStep(config.steps).find((one) => one.id === id);
  if (step?.kind !== 'send') return null;
  return planMessage({ ...step, channel }, { ...context, contact, tags: new Set(tags), channels, at }, written);
}
