import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { FileWebhook } from '#shared/contract/webhook-file.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import { isJsonObject, type JsonObject, type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { pathReader } from '#shared/json-path/read-path.ts';
import { withValueAt } from '#shared/json-path/with-value-at.ts';

/**
 * A sample with its shape and without its content (EX1): every text, number and name of somebody is replaced by a made-up one of the same
 * kind, so that a dry run still finds an address where there was one. Texts that the webhook's own paths ask for stay, since a path such as
 * `$.answers[?@.key=='email']` would find nothing otherwise; not so at the `hidden` paths, which lead to what is private (LG3). Null where the sample is no JSON: what cannot be read cannot be masked.
 */
export function maskSample(text: string, config: WebhookConfig, hidden: readonly string[]): FileWebhook['sample'] {
  const parsed = parseJson(text);
  if (!parsed.ok) return null;
  const keep = wordsOfPaths(config);
  const masked = stringifyJson(hideAt(hidden, parsed.value, maskValue(parsed.value, keep)));
  return masked.length > 500_000 ? null : { text: masked, contentType: 'application/json' };
}

/**
 * The same for a test of the webhook, which is kept: what its rows read is masked as if it were private, since a field may become so later. Null
 * where it is no JSON.
 */
export function maskForTest(text: string, config: WebhookConfig, isPrivate: ReadonlySet<string>): string | null {
  const { fields, payloadField } = config;
  const whole = payloadField !== null && isPrivate.has(payloadField) ? ['$'] : [];
  return maskSample(text, config, [...fields.map(({ path }) => path), ...whole])?.text ?? null;
}

/** Masks once more what stands at these paths of the sample, keeping no word and no yes or no of it. */
function hideAt(paths: readonly string[], sample: JsonValue, masked: JsonValue): JsonValue {
  const read = pathReader(sample);
  return paths.reduce((result, path) => {
    const found = read(path);
    if (found.status === 'too-costly') return null;
    const places = found.status === 'ok' ? found.matches : [];
    return places.reduce((left, { path: place, value }) => withValueAt(place, left, hide(value)), result);
  }, masked);
}

function hide(value: JsonValue): JsonValue {
  if (typeof value === 'boolean') return false;
  if (Array.isArray(value)) return value.map(hide);
  if (!isJsonObject(value)) return maskValue(value, NO_WORDS);
  const hidden: JsonObject = Object.create(null);
  for (const [key, inner] of Object.entries(value)) hidden[maskKey(key)] = hide(inner);
  return hidden;
}

const NO_WORDS: ReadonlySet<string> = new Set();

function maskValue(value: JsonValue, keep: ReadonlySet<string>): JsonValue {
  if (typeof value === 'string') return keep.has(value) ? value : maskText(value, keep);
  if (typeof value === 'number' || value instanceof SourceNumber) return 1;
  if (Array.isArray(value)) return value.map((item) => maskValue(item, keep));
  if (typeof value !== 'object' || value === null) return value;
  const masked: JsonObject = Object.create(null);
  for (const [key, inner] of Object.entries(value)) masked[maskKey(key)] = maskValue(inner, keep);
  return masked;
}

/** Some senders use an address or a number as a name. */
function maskKey(key: string): string {
  return key.includes('@') && key.includes('.') ? maskText(key) : /\d{6}/.test(key) ? key.replace(/\d/g, '0') : key;
}

/** `keep` counts in a text that is JSON itself. */
function maskText(text: string, keep: ReadonlySet<string> = NO_WORDS): string {
  const trimmed = text.trim();
  if (trimmed === '') return text;
  const inner = /^[{[]/.test(trimmed) ? parseJson(trimmed) : null;
  if (inner?.ok) return stringifyJson(maskValue(inner.value, keep));
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed)) return 'person@mail.example';
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return '2026-01-15';
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})?$/.test(trimmed)) return maskMoment(trimmed);
  const day = /^\d{1,2}([./-])\d{1,2}\1\d{4}(?!\d)/.exec(trimmed);
  // The first of January, whichever of the two is the month.
  if (day) return `01${day[1]}01${day[1]}2026${maskLetters(trimmed.slice(day[0].length))}`;
  if (/^\+?[\d\s().-]{7,20}$/.test(trimmed)) return '+44 117 496 0000';
  return maskLetters(text.slice(0, 40));
}

function maskLetters(text: string): string {
  return text
    .replace(/\p{Lu}/gu, 'X')
    .replace(/\p{L}/gu, (letter) => (letter === 'X' ? 'X' : 'x'))
    .replace(/\p{N}/gu, '0');
}

function maskMoment(moment: string): string {
  const zone = /(Z|[+-]\d{2}:?\d{2})$/.exec(moment)?.[1] ?? '';
  return `2026-01-15T09:30:00${zone}`;
}

function wordsOfPaths({ identity, profile, fields }: WebhookConfig): Set<string> {
  const paths = [...Object.values(identity), ...Object.values(profile), ...fields.map(({ path }) => path)];
  const words = paths.flatMap((path) => [...(path ?? '').matchAll(/==\s*(?:'([^']*)'|"([^"]*)")/g)]);
  return new Set(words.map(([, single, double]) => single ?? double ?? ''));
}
