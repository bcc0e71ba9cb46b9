import { create } from 'zustand';
import type { Webhook, WebhookConfig } from '#shared/contract/webhook.ts';
import { type Composer, EMPTY_COMPOSER } from './composer.ts';
import {
  afterSave,
  applyEdit,
  type Draft,
  type Edit,
  endJoining,
  isDirty,
  keepMine,
  redo,
  startDraft,
  takeSaved,
  undo,
  undoAll,
} from './draft.ts';
import { EMPTY_SAMPLE, type SampleDraft } from './sample-draft.ts';

/** Drafts by webhook id. They live as long as the page does, so that walking about in the app loses nothing. */
interface DraftStore {
  drafts: Readonly<Record<string, Draft>>;
  samples: Readonly<Record<string, SampleDraft>>;
  composers: Readonly<Record<string, Composer>>;
}

export const useDraftStore = create<DraftStore>()(() => ({ drafts: {}, samples: {}, composers: {} }));

/** Closing the window or the tab would lose a draft, wherever in the app the owner is by then. */
useDraftStore.subscribe(({ drafts }) => {
  if (Object.values(drafts).some(isDirty)) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
});
const warn = (event: Event) => event.preventDefault();

/** Starts a draft for the webhook, or tells the one there is what is saved now. */
export function openDraft(webhook: Webhook): void {
  const draft = useDraftStore.getState().drafts[webhook.id];
  put(webhook.id, draft ? takeSaved(draft, webhook) : startDraft(webhook));
}

export const editDraft = (id: string, edit: Edit) => change(id, (draft) => applyEdit(draft, edit));
export const endTyping = (id: string) => change(id, endJoining);
export const undoAllEdits = (id: string) => change(id, undoAll);
export const keepMyDraft = (webhook: Webhook) => change(webhook.id, (draft) => keepMine(draft, webhook));
export const draftSaved = (webhook: Webhook, sent: WebhookConfig) =>
  change(webhook.id, (draft) => afterSave(draft, webhook, sent));
export const takeNewer = (webhook: Webhook) => change(webhook.id, () => startDraft(webhook));

/** Takes the last edit back; answers what it was, or null when there is none. */
export function undoEdit(id: string): string | null {
  const label = useDraftStore.getState().drafts[id]?.past.at(-1)?.label ?? null;
  change(id, undo);
  return label;
}

/** Does the last undone edit again; answers what it was, or null when there is none. */
export function redoEdit(id: string): string | null {
  const label = useDraftStore.getState().drafts[id]?.future.at(-1)?.label ?? null;
  change(id, redo);
  return label;
}

export function changeSample(id: string, change: (sample: SampleDraft) => SampleDraft): void {
  const { samples } = useDraftStore.getState();
  const before = samples[id] ?? EMPTY_SAMPLE;
  const after = change(before);
  if (after !== before) useDraftStore.setState({ samples: { ...samples, [id]: after } });
}

export function changeComposer(id: string, change: Partial<Composer>): void {
  const { composers } = useDraftStore.getState();
  useDraftStore.setState({ composers: { ...composers, [id]: { ...(composers[id] ?? EMPTY_COMPOSER), ...change } } });
}

function change(id: string, next: (draft: Draft) => Draft): void {
  const draft = useDraftStore.getState().drafts[id];
  if (draft) put(id, next(draft));
}

function put(id: string, draft: Draft): void {
  const { drafts } = useDraftStore.getState();
  if (drafts[id] !== draft) useDraftStore.setState({ drafts: { ...drafts, [id]: draft } });
}
