import type { Contact } from '#shared/contract/contact.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { type FieldValue, PRIVATE_MASK } from '#shared/contract/field.ts';
import type { MergePreview } from '#shared/contract/merge.ts';
import type { ContactChange, FieldChange, Identification, Receipt, SlotReading } from '#shared/contract/receipt.ts';
import type { ReplayComparison, RunDifference, RunValue } from '#shared/contract/replay.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { Path } from '#shared/json-path/path.ts';
import { pathReader } from '#shared/json-path/read-path.ts';
import { hideInJson, hideInTexts, hideTexts, textsInJson, textsInValue } from './private-texts.ts';

/*
 * LG3: values of private fields leave the engine only on demand. Stored is everything as it was; what is masked is each answer. Where it
 * cannot be told what of a text is private, the whole text is left out.
 */

/** Keys of the private fields. */
export type PrivateKeys = ReadonlySet<string>;

/** What of a webhook's requests is not to be shown. */
export interface PrivateView {
  keys: PrivateKeys;
  /** The paths that feed private fields: what another row reads there is as private. */
  paths: ReadonlySet<string>;
  /** Whether the flow that the webhook starts reads something private: none of its texts is shown then. */
  hidesMessages: boolean;
}

const MASKED: FieldValue = { text: PRIVATE_MASK, original: null };

export function maskContact<Person extends Contact>(contact: Person, keys: PrivateKeys): Person {
  const fields = Object.entries(contact.fields).map(([key, value]) => [
    key,
    keys.has(key) ? { ...value, ...MASKED } : value,
  ]);
  return { ...contact, fields: Object.fromEntries(fields) };
}

export function maskMerge(preview: MergePreview, keys: PrivateKeys): MergePreview {
  return {
    ...preview,
    fields: preview.fields.map((merged) =>
      keys.has(merged.field) ? { ...merged, value: MASKED, other: merged.other && MASKED } : merged,
    ),
  };
}

/** The same receipt where there is nothing to mask. `known` is what else is known to be private. */
export function maskReceipt(receipt: Receipt, view: PrivateView, known: readonly string[] = []): Receipt {
  const paths = privatePathsOf(receipt, view);
  const isPrivate = ({ path }: { path: string | null }) => path !== null && paths.has(path);
  const hide = hideTexts([...known, ...textsInReceipt(receipt, view)]);
  const hidesMessages = view.hidesMessages && receipt.messages.length > 0;
  const { identification, profile } = receipt;
  const readings = { ...identification?.readings, ...profile };
  const hasRows = [...receipt.fields, ...Object.values(readings)].some(isPrivate);
  if (!hasRows && !hidesMessages) return hide === null ? receipt : hideInTexts(receipt, hide);
  const masked: Receipt = {
    ...receipt,
    fields: receipt.fields.map((change) => (isPrivate(change) ? maskChange(change) : change)),
    identification: identification && maskIdentification(identification, isPrivate),
    profile: profile && maskReadings(profile, isPrivate),
    contactChanges: receipt.contactChanges.map((change) => {
      const reading = readings[change.slot];
      return reading && isPrivate(reading) ? maskSlot(change) : change;
    }),
    messages: hidesMessages ? receipt.messages.map(maskMessage) : receipt.messages,
  };
  return hide === null ? masked : hideInTexts(masked, hide);
}

/** What a receipt says of private values: as it was sent, as it became, and as it was before. */
export function textsInReceipt(receipt: Receipt, view: Pick<PrivateView, 'keys' | 'paths'>): string[] {
  const paths = privatePathsOf(receipt, view);
  const readings = [receipt.identification?.readings, receipt.profile].flatMap((slots) => Object.values(slots ?? {}));
  const slots = readings.filter(({ path }) => path !== null && paths.has(path));
  return [
    ...receipt.fields.filter(({ path }) => paths.has(path)).flatMap(textsInChange),
    ...textsInReadings(slots),
  ].flatMap(textsInValue);
}

function textsInReadings(readings: readonly SlotReading[]): string[] {
  return readings.flatMap(({ raw, value }) => [raw, value].filter((text) => text !== null));
}

/** The rows of the time when it was worked on lead to private values as well. */
function privatePathsOf(
  { fields }: Receipt,
  { keys, paths }: Pick<PrivateView, 'keys' | 'paths'>,
): ReadonlySet<string> {
  const own = fields.filter(({ field }) => keys.has(field)).map(({ path }) => path);
  return own.length === 0 ? paths : new Set([...paths, ...own]);
}

function textsInChange({ raw, steps = [], value, before, after }: FieldChange): string[] {
  const values = [value, before, after].flatMap((one) => (one === null ? [] : [one.text, one.original]));
  return [raw, ...steps, ...values].filter((text) => text !== null);
}

/** What its steps say is about identifiers alone, so that a short value is hidden there too. */
function maskIdentification(
  identification: Identification,
  isPrivate: (reading: SlotReading) => boolean,
): Identification {
  const { readings, trace } = identification;
  const hide = hideTexts(textsInReadings(Object.values(readings).filter(isPrivate)), true);
  return {
    ...identification,
    readings: maskReadings(readings, isPrivate),
    trace: hide === null ? trace : hideInTexts(trace, hide),
  };
}

function maskReadings<Readings extends Identification['readings'] | NonNullable<Receipt['profile']>>(
  readings: Readings,
  isPrivate: (reading: SlotReading) => boolean,
): Readings {
  const masked = Object.entries<SlotReading>(readings).map(([slot, reading]) => {
    const { raw, value } = reading;
    if (!isPrivate(reading) || (raw === null && value === null)) return [slot, reading];
    return [
      slot,
      {
        ...reading,
        raw: raw && PRIVATE_MASK,
        value: value && PRIVATE_MASK,
        sentence: 'It is read where a private value stands.',
      },
    ];
  });
  return Object.fromEntries(masked);
}

function maskSlot(change: ContactChange): ContactChange {
  const { before, after } = change;
  const sentence = 'It comes from where a private value stands.';
  return { ...change, before: before && PRIVATE_MASK, after: after && PRIVATE_MASK, sentence };
}

/** A value may stand in it in other words, so nothing of it is shown. */
export function maskMessage<Of extends { subject: string; text: string }>(message: Of): Of {
  const { subject, text } = message;
  return { ...message, subject: subject === '' ? '' : PRIVATE_MASK, text: text === '' ? '' : PRIVATE_MASK };
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

export function maskComparison(comparison: ReplayComparison, view: PrivateView): ReplayComparison {
  const { first, today, differences } = comparison;
  const receipts = first.receipt === null ? [today.receipt] : [first.receipt, today.receipt];
  const texts = receipts.flatMap((receipt) => textsInReceipt(receipt, view));
  const masked: ReplayComparison = {
    ...comparison,
    first: { ...first, receipt: first.receipt && maskReceipt(first.receipt, view, texts) },
    today: { ...today, receipt: maskReceipt(today.receipt, view, texts) },
    differences: differences.map((difference) =>
      difference.about.kind === 'field' && view.keys.has(difference.about.field)
        ? maskDifference(difference)
        : difference,
    ),
  };
  const hide = hideTexts(texts);
  return hide === null ? masked : hideInTexts(masked, hide);
}

function maskDifference(difference: RunDifference): RunDifference {
  const masked = (value: RunValue): RunValue =>
    value.text === null ? value : { ...value, text: PRIVATE_MASK, sentence: 'A private value.' };
  const { before, now, replaces } = difference;
  return { ...difference, before: masked(before), now: masked(now), replaces: replaces && PRIVATE_MASK };
}

/**
 * A stored request without its private values. The raw text is left out as a whole where one of them stands in the payload, and where the
 * request could not be read: nobody knows then where they stand. `known` is what else is known to be private, such as what the contact has by now.
 */
export function maskDelivery(detail: DeliveryDetail, view: PrivateView, known: readonly string[] = []): DeliveryDetail {
  const { parsed } = detail;
  const read = parsed?.ok ? parseJson(parsed.text) : null;
  const payload = read?.ok ? maskPayload(read.value, [...view.paths]) : null;
  const inReceipt = detail.receipt ? textsInReceipt(detail.receipt, view) : [];
  const texts = [...known, ...(payload?.texts ?? []), ...inReceipt];
  const receipt = detail.receipt && maskReceipt(detail.receipt, view, texts);
  const hide = hideTexts(texts) ?? ((text: string) => text);
  const left = payload && hideInJson(payload.value, hide);
  const hidesRaw = payload ? payload.isMasked || left !== payload.value : view.paths.size > 0 && detail.hasBody;
  const rest = { ...detail, receipt: null, parsed: null };
  const around = hideInTexts(rest, hide);
  const shown = { ...around, receipt, parsed };
  if (!hidesRaw) return { ...shown, hasHiddenValues: receipt !== detail.receipt || around !== rest };
  return {
    ...shown,
    query: '',
    bodyText: null,
    bodyTextCut: false,
    parsed: parsed?.ok && left !== null ? { ...parsed, text: stringifyJson(left), closedText: null } : parsed,
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
 * everything is masked. `isMasked` tells whether anything was, `texts` is what stood there.
 */
export function maskPayload(
  root: JsonValue,
  paths: readonly string[],
): { value: JsonValue; isMasked: boolean; texts: string[] } {
  const read = pathReader(root);
  const texts: string[] = [];
  const places: Places = { isHidden: false, inner: new Map() };
  for (const path of paths) {
    const found = read(path);
    if (found.status === 'too-costly') return { value: PRIVATE_MASK, isMasked: true, texts: textsInJson(root) };
    if (found.status === 'bad-path') continue;
    for (const { path: place, value } of found.matches) {
      markPlace(places, place);
      for (const text of textsInJson(value)) texts.push(text);
    }
  }
  const value = maskAt(root, places);
  return { value, isMasked: value !== root, texts };
}

/** Which places of a value are hidden, as a tree, so that many of them take one copy of it. */
interface Places {
  isHidden: boolean;
  inner: Map<Path[number], Places>;
}

function markPlace(places: Places, path: Path): void {
  let at = places;
  for (const step of path) {
    const next = at.inner.get(step) ?? { isHidden: false, inner: new Map() };
    at.inner.set(step, next);
    at = next;
  }
  at.isHidden = true;
}

function maskAt(value: JsonValue, { isHidden, inner }: Places): JsonValue {
  if (isHidden) return PRIVATE_MASK;
  if (inner.size === 0) return value;
  const copy = Array.isArray(value) ? [...value] : Object.assign(Object.create(null), value);
  for (const [step, places] of inner) copy[step] = maskAt(copy[step], places);
  return copy;
}
