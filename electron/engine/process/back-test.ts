import { setImmediate as nextTurn } from 'node:timers/promises';
import { BACK_TESTED, type BackTest } from '#shared/contract/back-test.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { parseBody } from '../formats/parse-body.ts';
import type { People } from '../identify/identify-contact.ts';
import type { ItemsSettlement, Settlement } from '../store/port/work-store.ts';
import type { LocalStore } from '../store/store.ts';
import { decideForWebhook } from './decide-for-webhook.ts';
import { decideRequest } from './decide-request.ts';
import { type DryRun, dryRun } from './dry-run.ts';
import { failedSettlement } from './failed-settlement.ts';
import { judgeDraft } from './judge-draft.ts';
import { RowTally } from './row-tally.ts';

/** Entries of the log that are looked through for real requests. */
const LOOKED_THROUGH = 200;
/** Bodies that are read at once, bytes: twenty of the largest would hold up what else waits. */
const MAX_BYTES = 10 * 1024 * 1024;

/** What a draft would do with the newest real requests of its webhook, against what the saved webhook would do with them today (PR5). */
export async function backTest(
  store: LocalStore,
  draft: { webhookId: string; config: WebhookConfig },
): Promise<BackTest | 'not-found'> {
  const { webhookId, config } = draft;
  const webhook = await store.webhooks.get(webhookId);
  if (webhook === null) return 'not-found';
  const context = { fields: await store.fields.list(), settings: await store.settings.get() };
  const people = { find: store.contacts.find, decidedBefore: store.conflicts.decidedBefore(webhookId) };
  const counts = { same: 0, better: 0, different: 0, worse: 0 };
  const requests: BackTest['requests'] = [];
  const tally = new RowTally(config, context.fields);
  for (const { id, receivedAt } of await realRequests(store, webhookId)) {
    const [stored, body] = [await store.deliveries.get(id), await store.deliveries.body(id)];
    if (stored === null || body === null) continue;
    const { headers, contentType, query } = stored;
    const read = (parser: number) => parseBody({ body, headers, contentType, query }, parser);
    const saved = await safely(people, () =>
      decideForWebhook(webhook, read(webhook.config.parser), context, people.find, people.decidedBefore),
    );
    const drafted = await safely(people, () =>
      decideRequest({ parsed: read(config.parser), config, configVersion: webhook.version, ...context }, people),
    );
    const judged = judgeDraft(saved, drafted, { config, locale: localeOf(context.settings.country) });
    counts[judged.verdict] += 1;
    requests.push({ id, receivedAt, contact: drafted.receipt.contact?.label ?? null, ...judged });
    for (const receipt of drafted.items?.receipts.map((item) => item.receipt) ?? [drafted.receipt]) tally.add(receipt);
    await nextTurn();
  }
  return { counts, sentence: sayCounts(counts), requests, rows: tally.rows() };
}

/** What senders sent and the webhook would work on: no replays, no test requests of our own, no repeats, nothing that was turned away. */
async function realRequests(store: LocalStore, webhookId: string): Promise<Delivery[]> {
  const { items } = await store.deliveries.page({ webhookId, limit: LOOKED_THROUGH });
  const real = items.filter(
    ({ origin, outcome, reason }) =>
      origin === 'sender' && outcome !== 'duplicate' && (outcome !== 'refused' || reason === 'inactive'),
  );
  let bytes = 0;
  return real.slice(0, BACK_TESTED).filter(({ sizeBytes }, index) => {
    bytes += sizeBytes;
    return index === 0 || bytes <= MAX_BYTES;
  });
}

async function safely(people: People, decide: () => Settlement | ItemsSettlement): Promise<DryRun> {
  try {
    return await dryRun(decide(), people);
  } catch {
    return { receipt: failedSettlement().receipt, items: null };
  }
}

function sayCounts({ same, better, different, worse }: BackTest['counts']): string {
  const parts = [
    same > 0 && `${same} the same`,
    better > 0 && `${better} better`,
    different > 0 && `${different} different`,
    worse > 0 && `${worse} worse`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'There is no request yet to try it on.' : `${parts.join(', ')}.`;
}
