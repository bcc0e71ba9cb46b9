import { expect, it } from 'vitest';
import { compareReplay } from '#engine/process/compare-replay.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { KEEP_ALL } from '#test/contract/store/made-up-rows.ts';
import { config, startStore } from './start-loop.ts';

it('PR4 SN5 says that the flow stays, also where only a replay of the request that started it is still in the log', async () => {
  const { store, clock, accept, startLoop } = await startStore();
  await store.flows.create({ name: 'Reminder', config: FlowConfigSchema.parse({}), at: clock.now() });
  await store.webhooks.update('whk_test', { config: config({ flow: 'reminder' }), at: clock.now() });
  const [first = ''] = await accept({ email: 'ann@example.com' });
  const loop = startLoop();
  await loop.idle();
  clock.advance(1000);
  const [replay] = await store.deliveries.replay([first], 'wish');
  if (replay?.kind !== 'made') throw new Error('No replay was made.');
  await loop.idle();
  await store.care.deleteOld({ ...KEEP_ALL, deliveriesSince: clock.now() });
  expect(await store.deliveries.get(first)).toBeNull();
  expect(await compareReplay(store, replay.delivery.id, clock.now())).toMatchObject({
    notes: [{ kind: 'flow-stays' }],
  });
});
