import type { MessagePort } from 'node:worker_threads';
import type { FieldType } from '#shared/contract/field.ts';

/*
 * What goes to the thread of the templates and comes back: plain data.
 */

/** Where a text goes, and so how values are written into it. For people (`text`) dates are words; for programs and fields they are ISO 8601. */
export type Sink = 'text' | 'value' | 'json' | 'xml' | 'url' | 'header';

export interface TemplateOptions {
  sink: Sink;
  /** In which times are shown. */
  timeZone: string;
  /** BCP 47, for the names of days and months. */
  language: string;
}

/** What a template is filled with. */
export interface TemplateFacts {
  /** By the names under `contact`. */
  contact: Record<string, string | null>;
  /** The custom fields that have a value, by their keys. */
  fields: Record<string, { type: FieldType; text: string }>;
  /** JSON; null: nothing is known of the request, or nothing started the flow. */
  payload: string | null;
  business: { name: string; country: string; timeZone: string };
  at: number;
}

/** A value that may be missing, for a text that is to be shown with its holes: `name` as Filled says it, `words` as its owner does. */
export interface Hole {
  name: string;
  words: string;
}

export type Fault = { ok: false; reason: 'missing-value' | 'bad-template'; sentence: string };

export type Filled =
  | { ok: true; text: string }
  /** `name` has no value, and the text gives no default: the name as it stands there, its steps joined by dots. */
  | { ok: false; reason: 'no-value'; name: string }
  /** `sentence` quotes the piece of the text that is at fault. */
  | Fault;

/** Any one of a list. */
export const EACH = null;
/** `payload.lines[0].name` as `['payload', 'lines', 0, 'name']`; up to what only a value tells (`lines[at]`). */
export type Names = readonly (string | number | typeof EACH)[];

export interface Reading {
  names: Names;
  /**
   * Where one of these is missing, the text says itself what stands there instead: the value itself with `default` as its first filter, and
   * what an `if` around it asks for, be it the value or what the value stands in. An `if` that never says what it asks for has no other words for
   * a missing value: it goes by it (`{% unless payload.cancelled %}See you{% endunless %}`).
   */
  unless: readonly Names[];
}

/** What a text says, whatever it is filled with. */
export type TextRead =
  | {
      ok: true;
      /** The values that it asks for, each as its names in order: `contact.first_name` is `['contact', 'first_name']`. Empty: only a value tells which. */
      names: string[][];
      /** Each value that it reads, in its order. */
      readings: Reading[];
    }
  | Fault;

export type Question =
  | { kind: 'read'; text: string }
  /** `holes`: the text is only shown, each of them marked where it is missing. Null: it is to leave. */
  | { kind: 'fill'; text: string; facts: TemplateFacts; options: TemplateOptions; holes: readonly Hole[] | null };

/** How the thread and whoever waits for it reach each other. `signal` counts what was said: it wakes who waits. */
export interface TemplateThreadData {
  port: MessagePort;
  signal: Int32Array<SharedArrayBuffer>;
}
