import { explainOutcome, OUTCOMES, type Outcome, type Reason } from '#shared/contract/outcome.ts';
import type { ItemOutcomes, Receipt } from '#shared/contract/receipt.ts';
import { Budget, REQUEST_STEPS } from '#shared/json-path/budget.ts';
import { listAt, MOST_ITEMS, oneItemOf } from '#shared/json-path/one-item.ts';
import { openStrings } from '#shared/json-path/open-strings.ts';
import { isInside } from '#shared/json-path/path.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import type { People } from '../identify/identify-contact.ts';
import type { ItemsSettlement, Settlement } from '../store/port/work-store.ts';
import { type DeliveryWork, decideDelivery, decidePayload, withUnopened } from './decide-delivery.ts';

/** What the paths of one item may cost at least; a thousand items then hold up other work for about a quarter of a second. */
const LEAST_STEPS = 2_000;
/** All items of one request write no more than this together, receipts included; in characters. */
const MOST_WRITTEN = 32 * 1024 * 1024;

/**
 * What a request does (see decideDelivery); or, where its webhook has one contact per item, what each of them does (RC3): every item of the
 * list decides like a request of its own that holds no other item. What the paths of a request may cost is shared out evenly among its items,
 * so that all of them meet the same end, and none takes from another what its identity needs.
 */
export function decideRequest(work: DeliveryWork, people: People): Settlement | ItemsSettlement {
  const { parsed, config, configVersion } = work;
  const { itemsPath } = config;
  if (!parsed.ok || itemsPath === null) return decideDelivery(work, people.find, people.decidedBefore);
  const { value: payload, unopened } = openStrings(parsed.value, config.openStrings, itemsPath);
  const whole = (receipt: Receipt): Settlement => ({ configVersion, receipt, write: null });
  const found = listAt(itemsPath, payload);
  if (found === null) return whole(receiptOf('unidentified', 'no-list'));
  const { place, list } = found;
  if (list.length === 0) return whole(receiptOf('processed', 'empty-list'));
  if (list.length > MOST_ITEMS) return whole(receiptOf('unparsed', 'too-many-items'));

  const viewOf = oneItemOf(place, payload);
  const steps = Math.max(LEAST_STEPS, Math.floor(REQUEST_STEPS / list.length));
  let written = 0;
  const decideItem: ItemsSettlement['decideItem'] = (index, find, decidedBefore) => {
    if (written > MOST_WRITTEN) return whole(receiptOf('failed', 'too-much-to-write'));
    const decided = decidePayload(viewOf(list[index]!), work, { find, decidedBefore }, new Budget(steps));
    const { receipt, write, flow = null, inbound } = decided;
    written += JSON.stringify([receipt, write]).length;
    const inItem = unopened.filter((text) => isInside(text.place, [...place, index]));
    return {
      configVersion,
      receipt: withUnopened(receipt, inItem),
      write,
      flow: flow && { ...flow, item: index + 1 },
      ...(inbound && { inbound }),
    };
  };
  return {
    configVersion,
    count: list.length,
    decideItem,
    conclude: (outcomes) =>
      withUnopened(
        receiptOfAll(outcomes, localeOf(work.settings.country)),
        unopened.filter((text) => !isInside(text.place, place)),
      ),
  };
}

/** From the one that needs the owner most: that is how the request as a whole ends, so that it is found among those to look at. */
const BY_URGENCY = ['failed', 'conflict', 'stopped', 'unidentified'] as const satisfies Outcome[];

function receiptOfAll(outcomes: ItemOutcomes, locale: string): Receipt {
  const outcome = BY_URGENCY.find((one) => (outcomes[one] ?? 0) > 0) ?? 'processed';
  return { ...receiptOf(outcome, null), sentence: sayOutcomes(outcomes, locale) };
}

/** `12 people: 10 processed, 1 unidentified, 1 stopped.` */
function sayOutcomes(outcomes: ItemOutcomes, locale: string): string {
  const ended = OUTCOMES.flatMap((outcome) => {
    const count = outcomes[outcome] ?? 0;
    return count > 0 ? [{ outcome, count }] : [];
  });
  const total = ended.reduce((sum, { count }) => sum + count, 0);
  const parts = ended.map(({ outcome, count }) => `${sayCount(count, locale)} ${outcome}`);
  return `${sayCount(total, locale)} ${total === 1 ? 'person' : 'people'}: ${parts.join(', ')}.`;
}

function receiptOf(outcome: Outcome, reason: Reason | null): Receipt {
  return {
    outcome,
    reason,
    ...explainOutcome(outcome, reason),
    identification: null,
    profile: null,
    contact: null,
    contactChanges: [],
    fields: [],
    messages: [],
  };
}
