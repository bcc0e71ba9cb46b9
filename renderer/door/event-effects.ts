import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { EngineEvent } from '#shared/contract/event.ts';
import type { Health } from '#shared/contract/health.ts';
import { assertNever } from '#shared/errors.ts';
import { askAgain } from './ask-again.ts';
import { type DeliveryPages, withDelivery } from './delivery-lists.ts';
import { type DeliveryFilter, keys } from './keys.ts';

/** What has to be asked for again after an event. An empty key means everything. */
export function staleAfter(event: EngineEvent): readonly QueryKey[] {
  switch (event.type) {
    case 'reset':
      return [[]];
    case 'delivery': {
      const { id, webhookId, outcome, contact, replayOf, throughFormerAddress, items } = event.delivery;
      return [
        keys.webhooks,
        ...(outcome === null ? [] : [keys.overviews, keys.backTestsOf(webhookId)]),
        keys.delivery(id),
        keys.replay(id),
        keys.listening(webhookId),
        keys.driftedRows(webhookId),
        ...(replayOf === null ? [] : [keys.delivery(replayOf), keys.replay(replayOf)]),
        // In whose list it belongs, only the engine knows.
        ...(items === null ? [] : [keys.deliveryLists]),
        ...(outcome === 'sample' ? [keys.sample(webhookId)] : []),
        ...(throughFormerAddress ? [keys.webhook(webhookId)] : []),
        ...(contact === null ? [] : [keys.contact(contact.userNs), keys.contactLists, keys.previews, keys.replays]),
      ];
    }
    case 'webhook':
      return [
        keys.webhooks,
        keys.overviews,
        keys.addressChanges,
        keys.webhook(event.id),
        keys.listening(event.id),
        keys.driftedRows(event.id),
        keys.testsOf(event.id),
        keys.fields,
        keys.flows,
        keys.replays,
      ];
    case 'contact':
      return [
        keys.contactLists,
        keys.contact(event.userNs),
        keys.everyConflict,
        keys.fields,
        keys.optOuts,
        keys.previews,
        keys.replays,
      ];
    case 'conflict':
      // Without an id it may have been a merge, which moves requests, messages and ways through flows from one contact to another.
      return [
        keys.conflictLists,
        ...(event.id === null ? [keys.everyConflict] : [keys.conflict(event.id)]),
        keys.conflictRules,
        ...(event.id === null ? [keys.deliveryLists, keys.everyDelivery, keys.runs, keys.messages] : []),
        keys.replays,
      ];
    case 'field':
      return [
        keys.fields,
        keys.contactLists,
        keys.everyContact,
        // It may have become private, or open.
        keys.everyDelivery,
        keys.everyConflict,
        keys.previews,
        keys.replays,
        keys.backTests,
        keys.everyTest,
      ];
    case 'flow':
      return [keys.flows, keys.runs, keys.webhooks, keys.everyDriftedRows, keys.fields, keys.previews];
    case 'run':
      return [keys.flows, keys.runs, keys.contact(event.contact)];
    case 'message':
      return [
        keys.messages,
        keys.overviews,
        ...(event.contact === null ? [] : [keys.timelineOfContact(event.contact)]),
      ];
    case 'channel':
      // A person’s page tells who wants no messages.
      return [keys.channels, keys.optOuts, keys.everyContact, keys.previews];
    case 'settings':
      return [
        keys.settings,
        ['overview'],
        keys.webhooks,
        // Their requests may have become allowed, or not.
        keys.flows,
        keys.health,
        keys.previews,
        keys.replays,
        keys.backTests,
        keys.everyTest,
      ];
    case 'health':
      return [keys.health, keys.outages, keys.addressChanges];
    case 'search':
      return [keys.searchState, keys.everyFoundRequest];
    case 'log-views':
      return [keys.logViews];
    case 'backups':
      return [keys.backups];
    case 'exports':
      return [keys.exports];
    case 'bulk-changes':
      return [keys.bulkChanges];
    case 'tunnel':
      // A new public address is part of every webhook's own address.
      return [keys.webhooks, ['webhook']];
    default:
      return assertNever(event);
  }
}

/** Brings the cache up to date with a batch of events: what they carry is put in place, the rest is asked for again, each once. */
export function applyEvents(cache: QueryClient, events: readonly EngineEvent[]): void {
  for (const event of events) {
    if (event.type === 'tunnel') {
      cache.setQueryData<Health>(keys.health, (health) => health && { ...health, tunnel: event.tunnel });
    }
    if (event.type === 'delivery') {
      for (const [queryKey, pages] of cache.getQueriesData<DeliveryPages>({ queryKey: keys.deliveryLists })) {
        if (!pages) continue;
        const filter = queryKey[1] as DeliveryFilter;
        cache.setQueryData<DeliveryPages>(queryKey, withDelivery(pages, event.delivery, filter));
      }
    }
  }
  if (events.some(({ type }) => type === 'search')) {
    const isSearch = (queryKey: QueryKey) => (queryKey[1] as DeliveryFilter).text !== undefined;
    askAgain(cache, { queryKey: keys.deliveryLists, predicate: ({ queryKey }) => isSearch(queryKey) });
  }
  const stale = new Map(events.flatMap(staleAfter).map((key) => [JSON.stringify(key), key]));
  for (const queryKey of stale.values()) askAgain(cache, { queryKey });
}
