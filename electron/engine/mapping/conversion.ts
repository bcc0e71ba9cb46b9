import type { FieldValue } from '#shared/contract/field.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';

/** How the sender's text is to be read: the webhook's zone and number format, and the row's date pattern. */
export interface ConvertOptions extends Pick<WebhookConfig, 'timeZone' | 'numberFormat'> {
  /** Luxon tokens; null reads the standard formats (CV6). */
  pattern: string | null;
  /** Of the business: how notes write dates and times. It has no say in how the sender's text is read. */
  locale: string;
}

/** One scalar: its kind in JSON, and as the sender wrote it (text without blanks at its ends). */
export interface Scalar {
  kind: 'text' | 'number' | 'boolean';
  written: string;
}

/** `note` says what the owner should know about a value that did get through; `sentence` says why one did not. */
export type Conversion = { ok: true; value: FieldValue; note: string | null } | { ok: false; sentence: string };

/** A converted value; what the sender wrote is kept beside it where it differs. */
export function converted(text: string, written: string, note: string | null = null): Conversion {
  return { ok: true, value: { text, original: text === written ? null : written }, note };
}

export function keptOut(sentence: string): Conversion {
  return { ok: false, sentence };
}
