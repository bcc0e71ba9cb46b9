import type { Delivery } from '#shared/contract/delivery.ts';
import type { Drift, DriftedRow } from '#shared/contract/drift.ts';
import { PRIVATE_MASK } from '#shared/contract/field.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { valueText } from '#shared/json/value-text.ts';
import { listAt } from '#shared/json-path/one-item.ts';
import { valueAt } from '#shared/json-path/path.ts';
import { pathsTo } from '#shared/json-path/propose-paths.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { whereItMoved } from '#shared/suggest/where-it-moved.ts';
import type { OwnIdentity } from '#shared/suggest/whose.ts';
import type { LocalStore } from '../store/store.ts';
import type { DriftWatch } from './drift-watch.ts';
import { holdsOf } from './hold-on-drift.ts';
import { currentDrifts } from './judge-drift.ts';
import { maskPayload, privatePaths } from './mask-private.ts';
import { readPayload } from './read-payload.ts';
import { flowPlaces, placesOf } from './read-places.ts';

/** Entries of the log that are looked through for requests to compare. */
const LOOKED_THROUGH = 200;
/** Of the requests since, so many have to agree on a new place; of those before, so many are tried. */
const AFTER = 3;
const BEFORE = 5;
/** Larger bodies are not read for it, bytes. */
const LARGEST = 1024 * 1024;
const VALUE_SHOWN = 200;

/** The drifted rows of all webhooks that have any, and the places that their flows read, by webhook. */
export async function findDrifts(store: LocalStore, watch: DriftWatch): Promise<Map<string, Drift[]>> {
  const found = new Map<string, Drift[]>();
  const flows = flowPlaces(await store.flows.list());
  for (const { id, config } of await store.webhooks.list()) {
    const drifts = currentDrifts(config, placesOf(config, flows), await watch.histories(id));
    if (drifts.length > 0) found.set(id, drifts);
  }
  return found;
}

/**
 * The drifted rows of a webhook, each with the messages of its flow that wait because of it, and the path that is probably meant now; values of private fields are masked (LG3). Payloads are read only
 * where there is a drift.
 */
export async function driftedRows(
  store: LocalStore,
  watch: DriftWatch,
  webhookId: string,
): Promise<DriftedRow[] | 'not-found'> {
  const webhook = await store.webhooks.get(webhookId);
  if (webhook === null) return 'not-found';
  const { config } = webhook;
  const flow = config.flow === null ? null : await store.flows.get(config.flow);
  const places = placesOf(config, flowPlaces(flow === null ? [] : [flow]));
  const drifts = currentDrifts(config, places, await watch.histories(webhookId));
  if (drifts.length === 0) return [];
  const { ownEmails: emails, ownPhones: phones } = await store.settings.get();
  const requests = new RecentPayloads(store, config, await realRequests(store, webhookId));
  const privateKeys = new Set(await store.fields.privateKeys());
  const hidden = privatePaths(config, privateKeys);
  const held = drifts.filter((drift) => config.holdOnDrift && !isFilled(drift, config));
  const heldBy = holdsOf(held, { steps: flow?.config.steps ?? [], channel: config.channel });
  const rows: DriftedRow[] = [];
  for (const drift of drifts) {
    const taken = drift.about.kind === 'place' ? places : pathsOf(config);
    const proposed = await withProposal(drift, { config, taken }, requests, { emails, phones }, hidden);
    const row = { ...proposed, holds: held.includes(drift) ? [...heldBy(drift).keys()] : [] };
    const isPrivate = drift.about.kind === 'field' && privateKeys.has(drift.about.field);
    rows.push(isPrivate && row.proposal ? { ...row, proposal: { ...row.proposal, value: PRIVATE_MASK } } : row);
  }
  return rows;
}

/** A row whose value the owner gave a default for has one. */
function isFilled({ about, change }: Drift, { fields }: WebhookConfig): boolean {
  const row = about.kind === 'field' ? fields.find(({ field }) => field === about.field) : undefined;
  return change === 'vanished' && row?.transforms?.some(({ kind }) => kind === 'default') === true;
}

/** Those of which the histories are made. */
async function realRequests(store: LocalStore, webhookId: string): Promise<Delivery[]> {
  const { items } = await store.deliveries.page({ webhookId, limit: LOOKED_THROUGH });
  return items.filter(
    ({ origin, replayOf, outcome }) =>
      origin === 'sender' &&
      replayOf === null &&
      (outcome === 'processed' || outcome === 'unidentified' || outcome === 'stopped' || outcome === 'conflict'),
  );
}

interface Recent {
  id: string;
  payload: JsonValue;
}

/** Payloads of the newest requests, latest first, each read once. Item by item, the first item stands for its request. */
class RecentPayloads {
  readonly #store: LocalStore;
  readonly #item: number;
  readonly #requests: readonly Delivery[];
  readonly #read = new Map<string, JsonValue | undefined>();

  constructor(store: LocalStore, { itemsPath }: WebhookConfig, requests: readonly Delivery[]) {
    this.#store = store;
    this.#item = itemsPath === null ? 0 : 1;
    this.#requests = requests;
  }

  /** Up to `most` of them from that one on (0 is the newest), without those that are not kept. */
  async from(start: number, most: number): Promise<Recent[]> {
    const found: Recent[] = [];
    for (const { id, sizeBytes } of this.#requests.slice(start, start + most)) {
      const payload = sizeBytes > LARGEST ? undefined : await this.#payload(id);
      if (payload !== undefined) found.push({ id, payload });
    }
    return found;
  }

  async #payload(id: string): Promise<JsonValue | undefined> {
    if (!this.#read.has(id)) this.#read.set(id, await readPayload(this.#store, id, this.#item));
    return this.#read.get(id);
  }
}

async function withProposal(
  drift: Drift,
  { config, taken }: { config: WebhookConfig; taken: readonly string[] },
  requests: RecentPayloads,
  own: OwnIdentity,
  hidden: readonly string[],
): Promise<Omit<DriftedRow, 'holds'>> {
  const { about, path, change, lately } = drift;
  // Item by item, nothing says how many requests those were.
  const since = config.itemsPath === null ? lately.tried : 1;
  const before = (await requests.from(since, BEFORE)).find(({ payload }) => hasValue(path, payload));
  const recent = await requests.from(0, Math.min(AFTER, since));
  const after = change === 'retyped' ? recent : recent.filter(({ payload }) => !hasValue(path, payload));
  const [newest] = after;
  const deliveryId = newest?.id ?? null;
  const moved = whereItMoved({
    path,
    before: before?.payload,
    after: after.map(({ payload }) => payload),
    taken: taken.filter((other) => other !== path),
    own: about.kind === 'slot' ? own : null,
  });
  if (moved === null || newest === undefined) return { ...drift, deliveryId, proposal: null };
  const list = config.itemsPath === null ? null : (listAt(config.itemsPath, newest.payload)?.place ?? null);
  const [proposed] = pathsTo(moved.place, newest.payload, list);
  // A private field may read the same place, or what it stands in.
  const open = valueAt(moved.place, maskPayload(newest.payload, hidden).value);
  const value = open === undefined ? PRIVATE_MASK : excerptOf(valueText(open) ?? '', VALUE_SHOWN);
  return { ...drift, deliveryId, proposal: { path: proposed!.text, value, reason: moved.reason } };
}

function hasValue(path: string, payload: JsonValue): boolean {
  const read = readPath(path, payload);
  return read.status === 'ok' && read.matches.length > 0;
}

function pathsOf({ identity, profile, fields }: WebhookConfig): string[] {
  const slots = [...Object.values(identity), ...Object.values(profile)].filter((path) => path !== null);
  return [...slots, ...fields.map(({ path }) => path)];
}
