import type { Field } from '#shared/contract/field.ts';
import type { Preview, PreviewDraft } from '#shared/contract/preview.ts';
import { AppError } from '#shared/errors.ts';
import { payloadOfItem } from '#shared/json-path/one-item.ts';
import { openStrings } from '#shared/json-path/open-strings.ts';
import { parseContentType } from '../formats/content-type.ts';
import { PARSERS, parseBody } from '../formats/parse-body.ts';
import type { LocalStore } from '../store/store.ts';
import { decideRequest } from './decide-request.ts';
import type { DriftWatch } from './drift-watch.ts';
import { dryRun, type TellOne } from './dry-run.ts';
import { parsedView, viewWithoutText } from './parsed-view.ts';
import { previewFlowStart } from './preview-flow-start.ts';
import { placesOfWebhook } from './read-places.ts';

/** Of the items of a request; more would not be read through. */
const MOST_SHOWN = 100;

/**
 * The live path's own calls with another last step: what they decide is shown and thrown away (PR5). 'not-found' where the draft is to be tried
 * on a request that is not in the log.
 */
export async function previewDraft(
  store: LocalStore,
  watch: DriftWatch,
  draft: PreviewDraft,
  at: number,
  parsers = PARSERS,
): Promise<Preview | 'not-found'> {
  const { webhookId, config, configVersion, source, newFields, withText } = draft;
  const request = await payloadOf(store, source);
  if (request === 'not-found') return request;
  const parsed = parseBody(request, config.parser, parsers);
  const fields = [...(await store.fields.list()), ...imagined(newFields, at)];
  const settings = await store.settings.get();
  const watched = { histories: await watch.histories(webhookId), flows: await placesOfWebhook(store, config) };
  const work = { parsed, config, configVersion, fields, settings, watch: watched };
  const people = { find: store.contacts.find, decidedBefore: store.conflicts.decidedBefore(webhookId) };
  const payload = parsed.ok ? openStrings(parsed.value, config.openStrings, config.itemsPath).value : undefined;
  const withFlow: TellOne = (settlement, item, find) => {
    if (item > MOST_SHOWN) return settlement.receipt;
    const seen = payload === undefined || item === 0 ? payload : payloadOfItem(payload, config.itemsPath, item - 1);
    return previewFlowStart(store, settlement, { find, context: { fields, settings, payload: seen } }, at);
  };
  const { receipt, items } = await dryRun(decideRequest(work, people), people, withFlow);
  return {
    parsed: withText ? parsedView(parsed, config) : viewWithoutText(parsed),
    receipt,
    items: items && { ...items, receipts: items.receipts.slice(0, MOST_SHOWN) },
  };
}

async function payloadOf(store: LocalStore, source: PreviewDraft['source']) {
  if ('text' in source) {
    return {
      body: new TextEncoder().encode(source.text),
      headers: [],
      contentType: inUtf8(source.contentType),
      query: '',
    };
  }
  const delivery = await store.deliveries.get(source.deliveryId);
  if (delivery === null) return 'not-found';
  const body = await store.deliveries.body(source.deliveryId);
  if (body === null) throw new AppError('NOTHING_TO_PREVIEW', 'The raw text of this request is not kept.');
  const { headers, contentType, query } = delivery;
  return { body, headers, contentType, query };
}

/** The screen holds the payload as text; in which encoding it once arrived no longer matters. */
function inUtf8(contentType: string): string {
  return parseContentType(contentType).mediaType ?? '';
}

function imagined(fields: PreviewDraft['newFields'], at: number): Field[] {
  const createdAt = new Date(at).toISOString();
  return fields.map((field) => ({ ...field, isPrivate: false, createdAt, contacts: 0, usedBy: [], flows: [] }));
}
