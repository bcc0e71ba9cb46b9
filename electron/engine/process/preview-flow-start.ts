import type { ContactFinder } from '#shared/contract/known-contact.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { sayStart } from '#shared/flow/say-start.ts';
import { previewRun } from '../flows/preview-flow.ts';
import type { FlowContext } from '../flows/world.ts';
import type { Settlement } from '../store/port/work-store.ts';
import type { LocalStore } from '../store/store.ts';
import { contactAfter } from './contact-after.ts';
import { isImagined } from './dry-run.ts';

/** The receipt of a dry run with the flow that the request would start, and the messages of its whole way (PR5). */
export async function previewFlowStart(
  store: LocalStore,
  { receipt, write, flow }: Settlement,
  { find, context }: { find: ContactFinder; context: FlowContext },
  at: number,
): Promise<Receipt> {
  if (flow === undefined || flow === null || write === null) return receipt;
  const known = write.kind === 'update' ? find('userNs', write.userNs) : null;
  // One who is only imagined to be there is still to be made.
  const userNs = known === null || isImagined(known.userNs) ? null : known.userNs;
  const outlook = await store.runs.outlook({ key: flow.key, contact: userNs, startKey: null }, at);
  if (outlook === null) return { ...receipt, sentence: `${receipt.sentence} ${sayStart({ kind: 'no-flow' })}` };
  const { name, config, refusal, person } = outlook;
  if (refusal !== null) return { ...receipt, sentence: `${receipt.sentence} ${refusal}` };
  const contact = contactAfter(write, known);
  const hold = flow.hold?.(config, contact.channel) ?? new Map<string, string>();
  const start = { config, contact, ...person, step: null, dueAt: null, hold, isTry: false, at };
  const { messages } = previewRun(start, context);
  const blocked = messages.filter((message) => message.blocked !== null).length;
  const said = sayStart({ kind: 'started', flowName: name, isTry: false, made: messages.length - blocked, blocked });
  return { ...receipt, sentence: `${receipt.sentence} ${said}`, messages };
}
