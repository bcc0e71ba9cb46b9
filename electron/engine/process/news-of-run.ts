import type { EngineEvent } from '#shared/contract/event.ts';
import type { MovedRun } from '../store/port/run-store.ts';

/** What the screens are told after a run has moved, and of the messages that it made. */
export function newsOfRun({ id, flow, contact, deliveryId, state, messages }: MovedRun): EngineEvent[] {
  return [
    { type: 'run', id, flow, contact, deliveryId, state },
    ...messages.map((message): EngineEvent => ({ type: 'message', contact, ...message })),
  ];
}
