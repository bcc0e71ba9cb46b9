import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { ContactFinder } from '#shared/contract/known-contact.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { NotReplayed, ReplayComparison, ReplayNote, ReplayOverview } from '#shared/contract/replay.ts';
import { AppError } from '#shared/errors.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { parseBody } from '../formats/parse-body.ts';
import type { People } from '../identify/identify-contact.ts';
import type { StoredDelivery } from '../store/port/delivery-store.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import type { LocalStore } from '../store/store.ts';
import { compareItems } from './compare-items.ts';
import { type Compared, compareRuns } from './compare-runs.ts';
import { namesOf, sayComparison, sayCounts } from './comparison-words.ts';
import { decideForWebhook } from './decide-for-webhook.ts';
import { type DryRun, dryRun, type TellOne } from './dry-run.ts';
import { failedSettlement } from './failed-settlement.ts';
import { maskComparison } from './mask-private.ts';
import { WHY_NOT_REPLAYED } from './not-replayed.ts';
import { privateView } from './private-view.ts';
import type { WorkContext } from './work-context.ts';

/** What a replay would do, against the first run, private values masked (LG3). 'not-found' where the request is not in the log; NOT_REPLAYABLE where there is nothing to run. */
export async function compareReplay(
  store: LocalStore,
  id: string,
  at: number,
): Promise<ReplayComparison | 'not-found'> {
  const compared = await compareOne(store, id, await contextOf(store), at);
  if (compared === 'gone') return 'not-found';
  if (typeof compared === 'string') throw new AppError('NOT_REPLAYABLE', WHY_NOT_REPLAYED[compared]);
  const view = await privateView(store, compared.webhookId, null);
  return view === null ? compared : maskComparison(compared, view);
}

/** The same for several, in order of arrival; a request and its replays count as one. Between two of them, what else waits gets its turn. */
export async function compareReplays(
  store: LocalStore,
  ids: readonly string[],
  at: number,
): Promise<Omit<ReplayOverview, 'dryRun' | 'isCut'>> {
  const context = await contextOf(store);
  const counts = { same: 0, better: 0, different: 0, worse: 0, left: 0, replacing: 0 };
  const requests: ReplayOverview['requests'] = [];
  const left: ReplayOverview['left'] = [];
  const known = new Set<string>();
  for (const id of await store.deliveries.inOrder(ids)) {
    const compared = await compareOne(store, id, context, at);
    await nextTurn();
    if (typeof compared === 'string') {
      left.push({ id, why: compared, sentence: WHY_NOT_REPLAYED[compared] });
      continue;
    }
    const { first, today, webhookName, verdict, sentence, differences } = compared;
    const contact = today.receipt.contact?.label ?? null;
    if (known.has(first.deliveryId)) continue;
    known.add(first.deliveryId);
    const isReplacing = differences.some(({ replaces }) => replaces !== null);
    requests.push({ id, webhookName, receivedAt: first.receivedAt, contact, verdict, sentence, isReplacing });
    counts[verdict] += 1;
    if (isReplacing) counts.replacing += 1;
  }
  counts.left = left.length;
  return { counts, sentence: sayCounts(counts, localeOf(context.settings.country)), requests, left };
}

/** What a request is compared with is its own first run, not the requests before it. */
type Context = Omit<WorkContext, 'flows'>;

async function contextOf(store: LocalStore): Promise<Context> {
  const webhooks = await store.webhooks.list();
  return {
    webhooks: new Map(webhooks.map((webhook) => [webhook.id, webhook])),
    fields: await store.fields.list(),
    settings: await store.settings.get(),
  };
}

async function compareOne(
  store: LocalStore,
  id: string,
  context: Context,
  at: number,
): Promise<ReplayComparison | NotReplayed> {
  const asked = await store.deliveries.get(id);
  if (asked === null) return 'gone';
  const body = await store.deliveries.body(id);
  if (asked.outcome === null) return 'waiting';
  if (body === null) return 'no-body';
  // The first may be too old to be kept; what it was replayed with is the same.
  const kept = (asked.replayOf === null ? null : await store.deliveries.get(asked.replayOf)) ?? asked;
  const webhook = context.webhooks.get(asked.webhookId);
  const people = store.contacts.find;
  const first = { ...kept, receipt: aboutKeptContact(kept.receipt, people) };
  const decidedBefore = store.conflicts.decidedBefore(asked.webhookId);
  const today = await runToday(asked, body, { webhook, context, people: { find: people, decidedBefore } });
  const { receipt, configVersion } = today;
  const { outcome, reason, sentence, receivedAt } = first;
  const compared = await compareWith(store, { first, today }, localeOf(context.settings.country));
  return {
    webhookId: asked.webhookId,
    webhookName: asked.webhookName,
    first: {
      deliveryId: first.id,
      receivedAt,
      outcome,
      reason,
      sentence,
      configVersion: first.configVersion,
      receipt: first.receipt,
    },
    today: { configVersion, receipt },
    verdict: compared.verdict,
    sentence: compared.sentence,
    differences: compared.differences,
    notes: [
      ...notesOf(first, receipt, { webhook, people, replaces: compared.differences }),
      ...(await flowNotes(store, today, { id: asked.replayOf ?? asked.id, origin: first.origin }, at)),
    ],
  };
}

/** PR4: whether messages would go out, or have gone out for this request before. */
async function flowNotes(
  store: LocalStore,
  { flows }: Today,
  { id: request, origin }: Pick<Delivery, 'id' | 'origin'>,
  at: number,
): Promise<ReplayNote[]> {
  const outlooks = [];
  for (const { key, item, contact } of flows) {
    const startKey = item === 0 ? request : `${request}#${item}`;
    // A try knows no cool-down.
    const goesThrough = origin === 'test' ? null : (contact?.userNs ?? null);
    const outlook = await store.runs.outlook({ key, contact: goesThrough, startKey }, at);
    if (outlook !== null) outlooks.push({ ...outlook, who: contact?.label ?? 'the contact' });
  }
  const starting = outlooks.filter(({ refusal }) => refusal === null);
  const outlook = starting[0] ?? outlooks[0];
  if (outlook === undefined) return [];
  const who = starting.length > 1 ? `${starting.length} people` : outlook.who;
  return [
    outlook.refusal === null
      ? {
          kind: 'starts-flow',
          sentence:
            origin === 'test'
              ? `It was your own test, so the flow “${outlook.name}” would only be tried for ${who}: its messages stop in the Outbox.`
              : `It would start the flow “${outlook.name}” for ${who}, and its messages with it.`,
        }
      : { kind: 'flow-stays', sentence: outlook.refusal },
  ];
}

/** Somebody who was merged since then is the contact they were merged into. */
function aboutKeptContact(receipt: Receipt | null, people: ContactFinder): Receipt | null {
  const contact = receipt?.contact ?? null;
  const now = contact === null || contact.userNs === null ? null : people('userNs', contact.userNs);
  return receipt === null || contact === null || now === null
    ? receipt
    : { ...receipt, contact: { ...contact, userNs: now.userNs } };
}

/** Against the first run: as one, or where both runs went item by item, each item by itself. */
async function compareWith(
  store: LocalStore,
  { first, today }: { first: StoredDelivery; today: DryRun },
  locale: string,
): Promise<Compared & { sentence: string }> {
  const { receipt, items } = today;
  if (items !== null && first.items !== null) {
    const query = { after: 0, limit: first.items };
    return compareItems((await store.deliveries.items(first.id, query))?.items ?? [], items.receipts, locale);
  }
  const compared = compareRuns(first, receipt);
  const isOther = first.receipt !== null && (items === null) !== (first.items === null);
  const isBoth = first.outcome === 'processed' && receipt.outcome === 'processed';
  if (isOther && isBoth) {
    const how = items === null ? 'as one' : 'person by person';
    return {
      verdict: 'different',
      differences: [],
      sentence: `Today it would be worked on ${how}: ${receipt.sentence}`,
    };
  }
  return { ...compared, sentence: sayComparison(first, receipt, compared) };
}

/** A run of today, with the flows that it would start; none of them starts here. */
interface Today extends DryRun {
  configVersion: number | null;
  flows: { key: string; item: number; contact: Receipt['contact'] }[];
}

async function runToday(
  { headers, contentType, query }: StoredDelivery,
  body: Uint8Array,
  { webhook, context, people }: { webhook: StoredWebhook | undefined; context: Context; people: People },
): Promise<Today> {
  const flows: Today['flows'] = [];
  const note: TellOne = ({ flow, receipt }) => {
    if (flow) flows.push({ key: flow.key, item: flow.item, contact: receipt.contact });
    return receipt;
  };
  try {
    const parsed = webhook && parseBody({ body, headers, contentType, query }, webhook.config.parser);
    const decided = decideForWebhook(webhook, parsed, context, people.find, people.decidedBefore);
    return { ...(await dryRun(decided, people, note)), configVersion: decided.configVersion, flows };
  } catch {
    // As the loop settles it (PR3).
    const { receipt, configVersion } = failedSettlement();
    return { receipt, items: null, configVersion, flows: [] };
  }
}

function notesOf(
  first: StoredDelivery,
  today: Receipt,
  {
    webhook,
    people,
    replaces,
  }: {
    webhook: StoredWebhook | undefined;
    people: ContactFinder;
    replaces: ReplayComparison['differences'];
  },
): ReplayNote[] {
  const notes: ReplayNote[] = [];
  const note = (kind: ReplayNote['kind'], sentence: string) => notes.push({ kind, sentence });
  const contact = first.receipt?.contact ?? null;
  const lost = replaces.filter((difference) => difference.replaces !== null);
  if (lost.length > 0) note('replaces', `It would replace what the contact has now: ${namesOf(lost)}.`);
  if (contact !== null && contact.userNs !== null) {
    if (people('userNs', contact.userNs) === null) {
      note('contact-deleted', `The contact of the first run, ${contact.label}, has been deleted since.`);
    } else if (today.contact?.userNs !== contact.userNs) {
      note('first-stays', `A replay undoes nothing: what the first run gave ${contact.label} stays there.`);
    }
  }
  if (first.outcome === 'duplicate') {
    note('repeat', 'The same request had arrived before: whatever came of that one would come of it once more.');
  }
  if (first.reason === 'bad-signature') {
    note(
      'unproven',
      'This request did not prove that it comes from its sender. Go on only if you know that it is genuine.',
    );
  }
  if (webhook?.active === false) {
    note('inactive', 'The webhook is switched off. The request is worked on all the same, because you ask for it.');
  }
  const times = first.replays.length;
  if (times > 0) note('replayed-before', `It has been replayed ${times === 1 ? 'once' : `${times} times`} already.`);
  return notes;
}
