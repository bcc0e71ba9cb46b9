import type { FlowConfig } from '#shared/contract/flow.ts';
import type { Hold } from '#shared/contract/flow-work.ts';
import { everyStep } from '#shared/flow/steps.ts';

/** Of a run, as it is kept: JSON of step and reason; null where none of its messages wait. */
export function holdText(hold: Hold): string | null {
  return hold.size === 0 ? null : JSON.stringify([...hold]);
}

/** Runs that started before reasons went by step have a sentence that is true of all their messages. */
export function readHold(text: string | null, { steps }: FlowConfig): Hold {
  if (text === null) return new Map();
  if (text.startsWith('[')) return new Map(JSON.parse(text) as [string, string][]);
  return new Map(everyStep(steps).flatMap(({ id, kind }) => (kind === 'send' ? [[id, text]] : [])));
}
