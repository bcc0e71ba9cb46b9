import type { FlowPreview, PreviewFlow } from '#shared/contract/flow-preview.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { type FlowSurroundings, flowProblems } from '../flows/check-flow.ts';
import { previewRun } from '../flows/preview-flow.ts';
import type { LocalStore } from '../store/store.ts';
import { readPayload } from './read-payload.ts';

/** Dry run of a draft flow (PR5). Names what it is to be tried on where that is not there. */
export async function previewFlow(
  store: LocalStore,
  { config, source }: PreviewFlow,
  at: number,
  surroundingsOf: (settings: Settings, fields: FlowSurroundings['fields']) => FlowSurroundings,
): Promise<FlowPreview | { missing: 'contact' | 'delivery' }> {
  const fields = await store.fields.list();
  const settings = await store.settings.get();
  const problems = flowProblems(config, surroundingsOf(settings, fields));
  if (source === null) return { steps: [], messages: [], problems };
  const delivery = 'deliveryId' in source ? await store.deliveries.get(source.deliveryId) : null;
  if ('deliveryId' in source && delivery === null) return { missing: 'delivery' };
  const userNs = 'contact' in source ? source.contact : (delivery?.contact?.userNs ?? null);
  const contact = userNs === null ? null : store.contacts.find('userNs', userNs);
  const person = userNs === null ? null : await store.runs.person(userNs);
  if (contact === null || person === null) return { missing: 'contact' };
  const payload = await readPayload(store, delivery?.id ?? null);
  const start = { config, contact, ...person, step: null, dueAt: null, hold: new Map(), isTry: false, at };
  return {
    ...previewRun(start, { fields, settings, payload }),
    problems,
  };
}
