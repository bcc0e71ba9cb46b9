import { create } from 'zustand';
import { createDraftStore } from '#renderer/ui/draft/create-draft-store.ts';
import { setUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import type { LineFault } from '#shared/settings-form/read-settings-text.ts';
import { EMPTY_FORM, type FormDraft } from './form-draft.ts';

/** There is one form. Like every draft it lives as long as the page of the app does, whatever is looked at meanwhile. */
export const FORM = 'settings-form';
export const formDrafts = createDraftStore<FormDraft>(([name]) => setUnsaved(FORM, name ?? null));

export function openForm(): void {
  formDrafts.open(FORM, { version: 1, config: EMPTY_FORM }, 'the settings of a webhook to import');
}

interface Pasting {
  way: 'type' | 'paste';
  pasted: string;
  /** Lines of the last pasted text that did not get into the form. */
  leftOut: readonly LineFault[];
}

const NOTHING_PASTED: Pasting = { way: 'type', pasted: '', leftOut: [] };

/** What is written beside the form. */
export const usePasting = create<Pasting>()(() => NOTHING_PASTED);

/** It was imported: the next form starts empty. */
export function forgetForm(): void {
  formDrafts.forget(FORM);
  usePasting.setState(NOTHING_PASTED);
}
