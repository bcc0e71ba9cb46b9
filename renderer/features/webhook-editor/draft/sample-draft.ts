/**
 * The payload that the editor works on. `text` is what stands in the code editor; `shown` is what the tree and the receipt use, as of
 * the last Preview Payload. `deliveryId` names the real request that a text came from, for as long as nobody edits it (RC2).
 */
export interface SampleDraft {
  text: string;
  deliveryId: string | null;
  shown: ShownSample | null;
}

export interface ShownSample {
  text: string;
  deliveryId: string | null;
  /** Grows with every preview, so that results of an older sample are never taken for this one's. */
  revision: number;
}

export const EMPTY_SAMPLE: SampleDraft = { text: '', deliveryId: null, shown: null };

/** Typing or pasting: whatever it was before, it is now the owner's own text. */
export function editSample(sample: SampleDraft, text: string): SampleDraft {
  if (text === sample.text) return sample;
  const { shown } = sample;
  // Typing back to exactly what a request brought is that request again.
  const deliveryId = shown !== null && shown.text === text ? shown.deliveryId : null;
  return { ...sample, text, deliveryId };
}

/** Puts a text into the editor; the tree keeps what it shows until Preview Payload. */
export function loadSample(sample: SampleDraft, text: string, deliveryId: string | null): SampleDraft {
  return { ...sample, text, deliveryId };
}

/** Preview Payload: the tree and the receipt take what is in the editor. */
export function showSample(sample: SampleDraft): SampleDraft {
  const { text, deliveryId } = sample;
  return { ...sample, shown: { text, deliveryId, revision: (sample.shown?.revision ?? 0) + 1 } };
}

/** Whether the tree shows something else than the code editor. */
export function isAhead({ text, shown }: SampleDraft): boolean {
  return text !== (shown?.text ?? '');
}
