import { createDraftStore } from '#renderer/ui/draft/create-draft-store.ts';
import type { Draft, Saved } from '#renderer/ui/draft/draft.ts';
import { unsavedTeller } from '#renderer/ui/draft/tell-unsaved.ts';
import { type Flow, type FlowConfig, FlowConfigSchema } from '#shared/contract/flow.ts';

export type FlowDraft = Draft<FlowConfig>;

/** Drafts of flows, by their key. */
export const flowDrafts = createDraftStore<FlowConfig>(unsavedTeller('flow'));

/** What of a flow is edited as a draft. The engine has checked it: nothing is judged here again. */
export function savedOf(flow: Flow): Saved<FlowConfig> {
  const names = Object.keys(FlowConfigSchema.shape) as (keyof FlowConfig)[];
  const config = Object.fromEntries(names.map((name) => [name, flow[name]]));
  return { version: flow.version, config: config as FlowConfig };
}
