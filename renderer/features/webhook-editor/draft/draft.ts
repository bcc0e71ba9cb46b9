import { z } from 'zod';
import { type Webhook, type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';

/**
 * The configuration as the owner is editing it, beside the one that is saved. A draft is a value: every function here returns a new
 * one. Undo covers everything that the draft holds.
 */
export interface Draft {
  saved: { version: number; config: WebhookConfig };
  config: WebhookConfig;
  past: readonly Step[];
  future: readonly Step[];
  /** While typing into one place, following edits with the same name join the last step. */
  joining: string | null;
}

/** The configuration before (past) or after (future) an edit, and what the edit was called. */
interface Step {
  config: WebhookConfig;
  label: string;
}

export interface Edit {
  /** What happened, for the undo button and for screen readers: “Email: $.email”. */
  label: string;
  change: (config: WebhookConfig) => WebhookConfig;
  /** Edits with the same name, one after the other, undo as one. */
  join?: string;
}

/** More steps than anyone takes back; keeps a long day's draft small. */
const MOST_STEPS = 200;

export function startDraft(webhook: Webhook): Draft {
  const config = configOf(webhook);
  return { saved: { version: webhook.version, config }, config, past: [], future: [], joining: null };
}

/** The configuration part of a webhook. */
export function configOf(webhook: Webhook): WebhookConfig {
  return ConfigPart.parse(webhook);
}
const ConfigPart = z.object(WebhookConfigSchema.shape);

export function isDirty(draft: Draft): boolean {
  return !isSameConfig(draft.config, draft.saved.config);
}

/** An edit that changes nothing leaves the draft as it is. */
export function applyEdit(draft: Draft, { label, change, join }: Edit): Draft {
  const config = change(draft.config);
  if (isSameConfig(config, draft.config)) return draft;
  const joins = join !== undefined && join === draft.joining;
  const past = joins ? relabelled(draft.past, label) : [...draft.past, { config: draft.config, label }];
  return { ...draft, config, past: past.slice(-MOST_STEPS), future: [], joining: join ?? null };
}

/** Ends the joining of edits: the next one is a step of its own. */
export function endJoining(draft: Draft): Draft {
  return draft.joining === null ? draft : { ...draft, joining: null };
}

export function undo(draft: Draft): Draft {
  const last = draft.past.at(-1);
  if (last === undefined) return draft;
  return {
    ...draft,
    config: last.config,
    past: draft.past.slice(0, -1),
    future: [...draft.future, { config: draft.config, label: last.label }],
    joining: null,
  };
}

export function redo(draft: Draft): Draft {
  const next = draft.future.at(-1);
  if (next === undefined) return draft;
  return {
    ...draft,
    config: next.config,
    past: [...draft.past, { config: draft.config, label: next.label }],
    future: draft.future.slice(0, -1),
    joining: null,
  };
}

/** Back to what is saved, as an edit that can itself be undone. */
export function undoAll(draft: Draft): Draft {
  return applyEdit(draft, { label: 'All changes taken back', change: () => draft.saved.config });
}

/**
 * The webhook as the engine has it now. After a save and for a clean draft its configuration becomes the draft's; a draft with
 * unsaved changes keeps them and stays on its version, so that saving it can be refused as stale.
 */
export function takeSaved(draft: Draft, webhook: Webhook): Draft {
  if (webhook.version <= draft.saved.version) return draft;
  const config = configOf(webhook);
  const saved = { version: webhook.version, config };
  if (isSameConfig(config, draft.config)) return { ...draft, saved, joining: null };
  return isDirty(draft) ? draft : startDraft(webhook);
}

/** After saving `sent`: what was edited while the save was under way stays an unsaved change. */
export function afterSave(draft: Draft, webhook: Webhook, sent: WebhookConfig): Draft {
  const saved = { version: webhook.version, config: configOf(webhook) };
  return { ...draft, saved, config: isSameConfig(draft.config, sent) ? saved.config : draft.config, joining: null };
}

/** Keeps the unsaved changes and puts them on top of the newer version: the next save replaces it. */
export function keepMine(draft: Draft, webhook: Webhook): Draft {
  return { ...draft, saved: { version: webhook.version, config: configOf(webhook) }, joining: null };
}

function relabelled(past: readonly Step[], label: string): readonly Step[] {
  const last = past.at(-1);
  return last === undefined ? past : [...past.slice(0, -1), { ...last, label }];
}

function isSameConfig(one: WebhookConfig, other: WebhookConfig): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
