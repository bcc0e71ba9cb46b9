import { describe, expect, it } from 'vitest';
import { PARSERS, type Parser, type Parsers } from '#engine/formats/parse-body.ts';
import { DriftWatch } from '#engine/process/drift-watch.ts';
import { previewDraft } from '#engine/process/preview-draft.ts';
import { readDelivery } from '#engine/process/read-delivery.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { config, startStore } from './start-loop.ts';

/** Rules that read every request as being about one person. */
const always =
  (email: string): Parser =>
  () => ({ ok: true, format: 'json', value: { email }, note: null });
const OTHER: Parsers = { 1: always('by.rules.1@example.com'), 2: always('by.rules.2@example.com') };

/** A store whose webhook was made with these rules, as one that a later Fieldhook wrote. */
function madeWith(parser: number, store: LocalStore): LocalStore {
  const { webhooks } = store;
  const made = config({ parser });
  return {
    ...store,
    webhooks: {
      ...webhooks,
      list: async () => (await webhooks.list()).map((webhook) => ({ ...webhook, config: made })),
      configAt: async () => made,
    },
  };
}

describe('RC3 a request is read by the rules that its webhook was made with', () => {
  it.each([1, 2])('when it is worked on, and in the log (rules %i)', async (parser) => {
    const all = await startStore();
    const store = madeWith(parser, all.store);
    const [id] = await all.accept({ email: 'as.sent@example.com' });
    await all.startLoop(store, OTHER).idle();
    const detail = await readDelivery(store, id!, { isPrivateShown: true, parsers: OTHER });
    expect(detail).toMatchObject({
      outcome: 'processed',
      contact: { label: `by.rules.${parser}@example.com` },
      parsed: { text: `{"email":"by.rules.${parser}@example.com"}` },
    });
  });

  it.each([1, 2])('in the dry run of a draft (rules %i)', async (parser) => {
    const { store } = await startStore();
    const draft = {
      webhookId: 'whk_test',
      config: config({ parser }),
      configVersion: 1,
      source: { text: '{}', contentType: '' },
      newFields: [],
      withText: true,
    };
    expect(await previewDraft(store, new DriftWatch(store), draft, 0, OTHER)).toMatchObject({
      parsed: { text: `{"email":"by.rules.${parser}@example.com"}` },
      receipt: { contact: { label: `by.rules.${parser}@example.com` } },
    });
  });

  it('PR3 one whose rules are not there fails by itself and writes nothing', async () => {
    const all = await startStore();
    const [id] = await all.accept({ email: 'as.sent@example.com' });
    await all.startLoop(madeWith(2, all.store), PARSERS).idle();
    expect(await all.store.deliveries.get(id!)).toMatchObject({ outcome: 'failed', contact: null });
  });
});
