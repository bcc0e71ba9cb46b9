import type { Contact } from '#shared/contract/contact.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { type FieldValue, PRIVATE_MASK } from '#shared/contract/field.ts';
import type { MergePreview } from '#shared/contract/merge.ts';
import type { FieldChange, Receipt } from '#shared/contract/receipt.ts';
import type { ReplayComparison, RunDifference, RunValue } from '#shared/contract/replay.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { pathReader } from '#shared/json-path/read-path.ts';
import { withValueAt } from '#shared/json-path/with-value-at.ts';

/*
 * LG3: values of private fields leave the engine only on demand. Stored is everything as it was; what is masked is each answer. Where it
 * cannot be told what of a text is private, the whole text is left out.
 */

/** Keys of the private fields. */
export type PrivateKeys = ReadonlySet<string>;

/** What of a webhook's requests is not to be shown. */
export interface PrivateView {
  keys: PrivateKeys;
  /** Whether the flow that the webhook starts names a private field: none of its texts is shown then. */
  hidesMessages: boolean;
}

const MASKED: FieldValue = { text: PRIVATE_MASK, original: null };
/** Shorter texts stand in any sentence by chance, and taking them out would tell where they were. */
const TELLING_LENGTH = 3;

export function maskContact<Person extends Contact>(contact: Person, keys: PrivateKeys): Person {
  if (!Object.keys(contact.fields).some((key) => keys.has(key))) return contact;
  const fields = Object.entries(contact.fields).map(([key, value]) => [
    key,
    keys.has(key) ? { ...value, ...MASKED } : value,
  ]);
  return { ...contact, fields: Object.fromEntries(fields) };
}

export function maskMerge(preview: MergePreview, keys: PrivateKeys): MergePreview {
  return {
    ...preview,
    keep: maskContact(preview.keep, keys),
    from: maskContact(preview.from, keys),
    fields: preview.fields.map((merged) =>
      keys.has(merged.field) ? { ...merged, value: MASKED, other: merged.other && MASKED } : merged,
    ),
  };
}

/** The same receipt where there is nothing to mask. */
export function maskReceipt(receipt: Receipt, { keys, hidesMessages }: PrivateView): Receipt {
  const isMasked = receipt.fields.some(({ field }) => keys.has(field));
  if (!isMasked && (!hidesMessages || receipt.messages.length === 0)) return receipt;
  const secrets = receipt.fields.filter(({ field }) => keys.has(field)).flatMap(secretsOf);
  const without = (text: string) => (hidesMessages ? PRIVATE_MASK : withoutSecrets(text, secrets));
  return {
    ...receipt,
    fields: receipt.fields.map((change) => (keys.has(change.field) ? maskChange(change) : change)),
    messages: receipt.messages.map((message) => ({
      ...message,
      subject: message.subject === '' ? '' : without(message.subject),
      text: without(message.text),
    })),
  };
}

function maskChange(change: FieldChange): FieldChange {
  const { raw, steps, value, before, after } = change;
  return {
    ...change,
    raw: raw === null ? null : PRIVATE_MASK,
    ...(steps && { steps: steps.map((step) => (step === null ? null : PRIVATE_MASK)) }),
    value: value && MASKED,
    before: before && MASKED,
    after: after && MASKED,
    sentence: sayPrivate(change),
  };
}

/** The sentence of a change quotes its values; this one does not. */
function sayPrivate({ verdict, sentence }: FieldChange): string {
  switch (verdict) {
    case 'set':
      return 'Filled with a private value.';
    case 'unchanged':
      return 'It had this private value already.';
    case 'kept-out':
      return 'What was sent does not fit this private field.';
    case 'cleared':
      return 'Emptied, as the request says.';
    case 'missing':
    case 'bad-path':
    case 'too-costly':
    case 'no-field':
      return sentence;
    default:
      return assertNever(verdict);
  }
}

function secretsOf({ raw, steps = [], value, before, after }: FieldChange): string[] {
  const values = [value, before, after].flatMap((one) => (one === null ? [] : [one.text, one.original]));
  return [raw, ...steps, ...values].filter((text) => text !== null && text.length >= TELLING_LENGTH) as string[];
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  // The longest first, so that no part of one is left.
  return secrets
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, secret) => left.replaceAll(secret, PRIVATE_MASK), text);
}

export function maskComparison(comparison: ReplayComparison, view: PrivateView): ReplayComparison {
  const { first, today, differences } = comparison;
  return {
    ...comparison,
    first: { ...first, receipt: first.receipt && maskReceipt(first.receipt, view) },
    today: { ...today, receipt: maskReceipt(today.receipt, view) },
    differences: differences.map((difference) =>
      difference.about.kind === 'field' && view.keys.has(difference.about.field)
        ? maskDifference(difference)
        : difference,
    ),
  };
}

function maskDifference(difference: RunDifference): RunDifference {
  const masked = (value: RunValue): RunValue =>
    value.text === null ? value : { ...value, text: PRIVATE_MASK, sentence: 'A private value.' };
  const { before, now, replaces } = difference;
  return { ...difference, before: masked(before), now: masked(now), replaces: replaces && PRIVATE_MASK };
}

/**
 * A stored request without its private values. The raw text is left out as a whole where a path leads to one, and where the request could
 * not be read: nobody knows then where they stand.
 */
export function maskDelivery(detail: DeliveryDetail, paths: readonly string[], view: PrivateView): DeliveryDetail {
  const receipt = detail.receipt && maskReceipt(detail.receipt, view);
  const { parsed } = detail;
  const read = parsed?.ok ? parseJson(parsed.text) : null;
  const payload = read?.ok ? maskPayload(read.value, paths) : null;
  const hidesRaw = payload?.isMasked ?? (paths.length > 0 && detail.hasBody);
  if (!hidesRaw) return { ...detail, receipt, hasHiddenValues: receipt !== detail.receipt };
  return {
    ...detail,
    receipt,
    query: '',
    bodyText: null,
    bodyTextCut: false,
    parsed: parsed?.ok && payload ? { ...parsed, text: stringifyJson(payload.value), closedText: null } : parsed,
    hasHiddenValues: true,
  };
}

/** The paths of a webhook that feed private fields. */
export function privatePaths({ fields, payloadField }: WebhookConfig, keys: PrivateKeys): string[] {
  const rows = fields.filter(({ field }) => keys.has(field)).map(({ path }) => path);
  return payloadField !== null && keys.has(payloadField) ? [...rows, '$'] : rows;
}

/**
 * A payload with the mask at every place to which these paths lead; what a path that takes too long would have found nobody knows, so then
 * everything is masked. `isMasked` tells whether anything was.
 */
export function maskPayload(root: JsonValue, paths: readonly string[]): { value: JsonValue; isMasked: boolean } {
  const read = pathReader(root);
  let value = root;
  let isMasked = false;
  for (const path of paths) {
    const found = read(path);
    if (found.status === 'too-costly') return { value: PRIVATE_MASK, isMasked: true };
    if (found.status === 'bad-path') continue;
    for (const { path: place } of found.matches) {
      value = withValueAt(place, value, PRIVATE_MASK);
      isMasked = true;
    }
  }
  return { value, isMasked };
}
