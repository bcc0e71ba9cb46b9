import type { Sample } from '#shared/contract/webhook.ts';

/**
 * The payload that the editor works on. `text` is what stands in the code editor; `shown` is what the tree and the receipt use, as of
 * the last Preview Payload. `deliveryId` names the real request that a text came from, for as long as nobody edits it (RC2).
 */
export interface SampleDraft {
  text: string;
  deliveryId: string | null;
  shown: ShownSample | null;
  /** What the engine was last seen to keep for this webhook. */
  kept: KeptSample | null;
}

export type KeptSample = Pick<Sample, 'text' | 'deliveryId'>;

export interface ShownSample {
  text: string;
  deliveryId: string | null;
  /** Grows with every preview, so that results of an older sample are never taken for this one's. */
  revision: number;
}

export const EMPTY_SAMPLE: SampleDraft = { text: '', deliveryId: null, shown: null, kept: null };

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

/**
 * The engine keeps a sample that has not been seen here: chosen in the log, or from before this page was opened. It comes into the
 * editor as `text`, and into the tree where it can be read.
 */
export function takeKept(sample: SampleDraft, kept: KeptSample, text: string, isReadable: boolean): SampleDraft {
  const loaded = { ...loadSample(sample, text, kept.deliveryId), kept };
  return isReadable ? showSample(loaded) : loaded;
}

/** The engine keeps no sample any more: what came from it leaves the editor. A text that was only ever typed here stays. */
export function dropKept(sample: SampleDraft): SampleDraft {
  return sample.kept === null ? sample : EMPTY_SAMPLE;
}

/** Whether a kept sample is news: neither the one seen last, nor what this editor has just kept itself. */
export function isNews({ kept, shown }: SampleDraft, now: KeptSample): boolean {
  return !isSame(now, kept) && !isSame(now, shown);
}

function isSame(one: KeptSample, other: KeptSample | null): boolean {
  return other !== null && one.text === other.text && one.deliveryId === other.deliveryId;
}

/** Whether the tree shows something else than the code editor. */
export function isAhead({ text, shown }: SampleDraft): boolean {
  return text !== (shown?.text ?? '');
}
