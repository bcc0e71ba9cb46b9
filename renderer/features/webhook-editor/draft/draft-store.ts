import { create } from 'zustand';
import { createDraftStore } from '#renderer/ui/draft/create-draft-store.ts';
import { unsavedTeller } from '#renderer/ui/draft/tell-unsaved.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { type Composer, EMPTY_COMPOSER } from './composer.ts';
import { EMPTY_SAMPLE, type SampleDraft } from './sample-draft.ts';

/** Drafts of configurations, by webhook id. */
export const webhookDrafts = createDraftStore<WebhookConfig>(unsavedTeller('webhook'));

/** What else is typed in the editor, by webhook id; it lives as long as the drafts do. */
interface SideStore {
  samples: Readonly<Record<string, SampleDraft>>;
  composers: Readonly<Record<string, Composer>>;
}

export const useSideStore = create<SideStore>()(() => ({ samples: {}, composers: {} }));

export function changeSample(id: string, change: (sample: SampleDraft) => SampleDraft): void {
  const { samples } = useSideStore.getState();
  const before = samples[id] ?? EMPTY_SAMPLE;
  const after = change(before);
  if (after !== before) useSideStore.setState({ samples: { ...samples, [id]: after } });
}

export function changeComposer(id: string, change: Partial<Composer>): void {
  const { composers } = useSideStore.getState();
  useSideStore.setState({ composers: { ...composers, [id]: { ...(composers[id] ?? EMPTY_COMPOSER), ...change } } });
}
