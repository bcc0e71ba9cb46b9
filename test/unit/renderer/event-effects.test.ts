import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { DeliveryPages } from '#renderer/door/delivery-lists.ts';
import { applyEvents, staleAfter } from '#renderer/door/event-effects.ts';
import { keys } from '#renderer/door/keys.ts';
import type { EngineEvent } from '#shared/contract/event.ts';
import type { Health, TunnelStatus } from '#shared/contract/health.ts';
import { aDelivery } from './a-delivery.ts';

const TUNNEL: TunnelStatus = {
  state: 'ready',
  provider: 'localtunnel',
  url: 'https://harbour.example',
  sentence: 'The public address is ready.',
  promise: 'It can read every request.',
  nextTryAt: null,
  checkedAt: null,
};

function staleIn(cache: QueryClient): unknown[] {
  return cache
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.isInvalidated)
    .map((query) => query.queryKey);
}

describe('what an event makes stale', () => {
  it.each<[EngineEvent, readonly unknown[]]>([
    [{ type: 'reset' }, [[]]],
    [{ type: 'search' }, [keys.searchState, keys.everyFoundRequest]],
    [
      { type: 'settings' },
      [
        keys.settings,
        ['overview'],
        keys.webhooks,
        keys.flows,
        keys.health,
        keys.previews,
        keys.replays,
        keys.backTests,
        keys.everyTest,
      ],
    ],
    [
      { type: 'contact', userNs: 'f1u1' },
      [
        keys.contactLists,
        keys.contact('f1u1'),
        keys.everyConflict,
        keys.fields,
        keys.optOuts,
        keys.previews,
        keys.replays,
      ],
    ],
    [{ type: 'conflict', id: 'cfl_1' }, [keys.conflictLists, keys.conflict('cfl_1'), keys.conflictRules, keys.replays]],
    [
      { type: 'conflict', id: null },
      [
        keys.conflictLists,
        keys.everyConflict,
        keys.conflictRules,
        keys.deliveryLists,
        keys.everyDelivery,
        keys.runs,
        keys.messages,
        keys.replays,
      ],
    ],
    [
      { type: 'field', key: 'notes' },
      [
        keys.fields,
        keys.contactLists,
        keys.everyContact,
        keys.everyDelivery,
        keys.everyConflict,
        keys.previews,
        keys.replays,
        keys.backTests,
        keys.everyTest,
      ],
    ],
  ])('$type', (event, stale) => {
    expect(staleAfter(event)).toEqual(stale);
  });

  it('PR4 a replay changes the entry of the first, and what both would do if they were replayed', () => {
    const delivery = aDelivery({ id: 'dlv_2', origin: 'replay', replayOf: 'dlv_1' });
    expect(staleAfter({ type: 'delivery', isNew: true, delivery })).toEqual(
      expect.arrayContaining([keys.delivery('dlv_1'), keys.replay('dlv_1'), keys.replay('dlv_2'), keys.replays]),
    );
  });

  it('PR4 another configuration changes what a replay would do', () => {
    expect(staleAfter({ type: 'webhook', id: 'whk_1' })).toContainEqual(keys.replays);
  });

  it('PR5 a request that is done with is one more to try a draft on', () => {
    const event = (outcome: 'sample' | null): EngineEvent => ({
      type: 'delivery',
      isNew: true,
      delivery: aDelivery({ outcome }),
    });
    expect(staleAfter(event('sample'))).toContainEqual(keys.backTestsOf('whk_1'));
    expect(staleAfter(event(null))).not.toContainEqual(keys.backTestsOf('whk_1'));
  });

  it('RC5 a request kept as a sample changes the sample', () => {
    const event = (outcome: 'sample' | 'processed'): EngineEvent => ({
      type: 'delivery',
      isNew: true,
      delivery: aDelivery({ outcome }),
    });
    expect(staleAfter(event('sample'))).toContainEqual(keys.sample('whk_1'));
    expect(staleAfter(event('processed'))).not.toContainEqual(keys.sample('whk_1'));
  });
});

describe('events and the cache', () => {
  it('LG1 puts a request into every loaded log that shows it', () => {
    const cache = new QueryClient();
    const empty: DeliveryPages = { pages: [{ items: [], nextCursor: null }], pageParams: [undefined] };
    cache.setQueryData(keys.deliveries({}), empty);
    cache.setQueryData(keys.deliveries({ webhookId: 'whk_2' }), empty);
    applyEvents(cache, [{ type: 'delivery', isNew: true, delivery: aDelivery() }]);
    const items = (filter: object) => cache.getQueryData<DeliveryPages>(keys.deliveries(filter))?.pages[0]?.items;
    expect(items({})).toEqual([aDelivery()]);
    expect(items({ webhookId: 'whk_2' })).toEqual([]);
  });

  it('TN3 shows the new state of the public address without asking', () => {
    const cache = new QueryClient();
    cache.setQueryData(keys.health, { version: '1.0.0', tunnel: { ...TUNNEL, state: 'starting' } } as Health);
    applyEvents(cache, [{ type: 'tunnel', tunnel: TUNNEL }]);
    expect(cache.getQueryData<Health>(keys.health)?.tunnel).toEqual(TUNNEL);
  });

  it('leaves what an event does not touch', () => {
    const cache = new QueryClient();
    cache.setQueryData(keys.settings, {});
    cache.setQueryData(keys.contact('f1u1'), {});
    cache.setQueryData(keys.contact('f1u2'), {});
    applyEvents(cache, [{ type: 'contact', userNs: 'f1u1' }]);
    expect(staleIn(cache)).toEqual([keys.contact('f1u1')]);
  });

  it('asks for everything again after a reset', () => {
    const cache = new QueryClient();
    cache.setQueryData(keys.settings, {});
    cache.setQueryData(keys.sample('whk_1'), {});
    applyEvents(cache, [{ type: 'reset' }]);
    expect(staleIn(cache)).toHaveLength(2);
  });
});
