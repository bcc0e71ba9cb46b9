import type { FieldValue } from '#shared/contract/field.ts';
import type { InboundEvent } from '#shared/contract/inbound.ts';
import type { ContactFinder, ContactWrite, DecidedBefore, KnownContact } from '#shared/contract/known-contact.ts';
import { explainOutcome, type Outcome } from '#shared/contract/outcome.ts';
import type { Identification, Receipt } from '#shared/contract/receipt.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { Budget } from '#shared/json-path/budget.ts';
import { openStrings, type Unopened } from '#shared/json-path/open-strings.ts';
import { pathReader } from '#shared/json-path/read-path.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { advanceRun } from '../flows/advance-run.ts';
import type { FlowContext } from '../flows/world.ts';
import type { UnreadBody } from '../formats/format.ts';
import type { ParsedPayload } from '../formats/parse-body.ts';
import type { Choice, Writer } from '../identify/apply-choice.ts';
import { type Identified, identifyContact, type People } from '../identify/identify-contact.ts';
import { profileChanges, readProfile } from '../identify/read-profile.ts';
import { readInbound } from '../inbound/read-inbound.ts';
import { sayInbound } from '../inbound/say-inbound.ts';
import { type MappedField, type MappedFields, mapFields } from '../mapping/map-fields.ts';
import type { FlowStart, Settlement } from '../store/port/work-store.ts';
import { countedOf } from './drift-words.ts';
import { whyHeld } from './hold-on-drift.ts';
import { driftsIn, type Histories } from './judge-drift.ts';
import { newContactLabel } from './new-contact-label.ts';
import { type FlowPlaces, readPlaces } from './read-places.ts';
import { type Decided, summarise } from './summarise.ts';

export interface DeliveryWork {
  parsed: ParsedPayload;
  config: WebhookConfig;
  configVersion: number;
  /** All custom fields there are. */
  fields: readonly MappedField[];
  settings: Settings;
  /** Whom the owner says this very request is about (ID10): a User Ns, or null for somebody new. */
  choice?: { userNs: string | null };
  /** How it was with the rows before, and what flows read; absent where the request is not compared with others (a replay, a test). */
  watch?: { histories: Histories; flows: FlowPlaces };
}

/**
 * What a request does that is worked on as one: whom it is about, what the contact gets, and the receipt that tells it. Pure, and the same for the live path, the
 * dry run and the log (PR5); only what is done with the settlement differs. Throws only on a fault of our own (PR3).
 */
export function decideDelivery(work: DeliveryWork, find: ContactFinder, decidedBefore: DecidedBefore): Settlement {
  const { parsed, configVersion } = work;
  if (!parsed.ok) return { configVersion, receipt: unparsed(parsed), write: null };
  const { value, unopened } = openStrings(parsed.value, work.config.openStrings);
  const decided = decidePayload(value, work, { find, decidedBefore });
  return { configVersion, ...decided, receipt: withUnopened(decided.receipt, unopened) };
}

function unparsed(fault: UnreadBody): Receipt {
  const { next } = explainOutcome('unparsed', fault.reason);
  return {
    outcome: 'unparsed',
    reason: fault.reason,
    sentence: sayFault(fault),
    next,
    ...EMPTY,
  };
}

/** Of a receipt that is about nobody. */
const EMPTY = {
  identification: null,
  profile: null,
  contact: null,
  contactChanges: [],
  fields: [],
  messages: [],
} satisfies Partial<Receipt>;

/** The receipt with the texts that were to be opened and stayed texts. */
export function withUnopened(receipt: Receipt, unopened: readonly Unopened[]): Receipt {
  if (unopened.length === 0) return receipt;
  return { ...receipt, unopened: unopened.map(({ path, sentence }) => ({ path, sentence })) };
}

/** What could not be read, and where. */
function sayFault({ reason, sentence, line, column }: UnreadBody): string {
  if (line === null) return sentence;
  const place = `line ${line}${column === null ? '' : `, column ${column}`}`;
  const general = explainOutcome('unparsed', reason).sentence;
  return reason === 'bad-json'
    ? `${general} ${sentence.replace(/\.$/, '')} (${place}).`
    : `${general.replace(/\.$/, '')} (${place}).`;
}

/** The same for a payload that could be read; `budget` is what reading its paths may cost, shared with whoever else spends from it. */
export function decidePayload(
  payload: JsonValue,
  { config, fields, settings, choice, watch }: Omit<DeliveryWork, 'parsed' | 'configVersion'>,
  people: People,
  budget?: Budget,
): Pick<Settlement, 'receipt' | 'write' | 'flow' | 'inbound'> {
  const inbound = readInbound(payload, config.receives);
  if (inbound !== null && !inbound.some(({ kind }) => kind === 'wrote')) return reported(inbound);
  // Who comes first: what identity costs is spent before any field.
  const readPath = pathReader(payload, budget);
  const account = accountOf(inbound);
  const identified = identifyContact(readPath, config, settings, people, {
    choice: choiceOf(choice, people),
    writer: account === null ? null : writerOf(account, people),
  });
  const { identification, contact } = identified;
  const outcome = outcomeOf(identification.decision);
  const profile = readProfile(readPath, config);
  const isSomebody = outcome === 'processed';
  const changed = isSomebody ? profileChanges(profile, contact, config.onMatch) : { profile: {}, changes: [] };
  const mapped = mapFields(
    readPath,
    config,
    fields,
    isSomebody ? (contact?.fields ?? {}) : null,
    localeOf(settings.country),
  );
  const write = isSomebody ? writeOf(identified, changed.profile, mapped, config) : null;
  if (write !== null && account !== null) write.pageScopedId = account;

  const places = watch === undefined ? null : readPlaces(readPath, config, watch.flows);
  const read = { identification, profile, fields: mapped.changes, ...(places && { places }) };
  const drifts = watch === undefined ? [] : driftsIn(read, watch.histories, countedOf(config));

  const decided: Decided = {
    outcome,
    reason: null,
    next: explainOutcome(outcome, null).next,
    identification,
    profile,
    contact: write === null ? null : contactOf(write, contact),
    contactChanges: [...identified.changes, ...changed.changes],
    fields: mapped.changes,
    messages: [],
    ...(places && { places }),
    ...(drifts.length > 0 && { drifts }),
  };
  const sentence = [summarise(decided), ...(inbound ?? []).map((event) => sayInbound(event, account))].join(' ');
  const receipt = { ...decided, sentence };
  const flow = write === null ? null : flowOf(config, { payload, fields, settings }, receipt);
  return { receipt, write, flow, ...(inbound && { inbound }) };
}

/** A request of a channel's provider in which nobody wrote anything is about no contact: its sender is the owner. */
function reported(inbound: InboundEvent[]): Pick<Settlement, 'receipt' | 'write' | 'inbound'> {
  const reason = inbound.length === 0 ? 'no-message' : 'message-report';
  const { sentence, next } = explainOutcome('processed', reason);
  const told = inbound.length === 0 ? sentence : inbound.map((event) => sayInbound(event, null)).join(' ');
  return { receipt: { outcome: 'processed', reason, sentence: told, next, ...EMPTY }, write: null, inbound };
}

function writerOf(account: string, { find }: People): Writer {
  return { contact: find('pageScopedId', account) };
}

/** The Messenger account that the request is from. */
function accountOf(inbound: InboundEvent[] | null): string | null {
  const wrote = inbound?.find((event) => event.kind === 'wrote' && event.channel === 'messenger');
  return wrote?.kind === 'wrote' ? wrote.from : null;
}

/** The flow of the webhook: it starts for whoever was found or made, with what was written to them. */
function flowOf({ flow, holdOnDrift }: WebhookConfig, context: FlowContext, receipt: Receipt): FlowStart | null {
  if (flow === null) return null;
  const start: FlowStart = { key: flow, item: 0, plan: (situation) => advanceRun(situation, context) };
  if (!holdOnDrift || receipt.drifts === undefined) return start;
  const fields = new Map(context.fields.map(({ key, name }) => [key, name]));
  return { ...start, hold: ({ steps }, channel) => whyHeld(receipt, { steps, channel, fields }) };
}

function choiceOf(choice: DeliveryWork['choice'], { find }: People): Choice | null {
  if (choice === undefined) return null;
  const contact = choice.userNs === null ? null : find('userNs', choice.userNs);
  if (choice.userNs !== null && contact === null) throw new Error('The contact that was chosen is not there.');
  return { contact, when: 'now' };
}

function outcomeOf(decision: Identification['decision']): Outcome {
  switch (decision) {
    case 'matched':
    case 'created':
      return 'processed';
    case 'unidentified':
      return 'unidentified';
    case 'stopped':
      return 'stopped';
    case 'conflict':
      return 'conflict';
    default:
      return assertNever(decision);
  }
}

/** A found contact is written even when nothing changes: the request is one of theirs. */
function writeOf(
  { contact, identifiers, identification: { rule } }: Identified,
  profile: ContactWrite['profile'],
  { writes }: MappedFields,
  config: WebhookConfig,
): ContactWrite {
  if (contact !== null) return { kind: 'update', userNs: contact.userNs, identifiers, profile, fields: writes };
  // Of whom only the account is known, nothing but Messenger reaches.
  const channel = rule === 'SN3' ? 'messenger' : config.channel;
  return { kind: 'create', channel, identifiers, profile, fields: filled(writes) };
}

/** A new contact has nothing to clear. */
function filled(writes: MappedFields['writes']): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(writes)) if (value !== null) fields[key] = value;
  return fields;
}

function contactOf(write: ContactWrite, contact: KnownContact | null): NonNullable<Receipt['contact']> {
  if (write.kind === 'create') {
    return { userNs: null, label: newContactLabel(write), isNew: true, channel: write.channel };
  }
  return { userNs: write.userNs, label: contact!.label, isNew: false, channel: contact!.channel };
}
