import { describe, expect, it } from 'vitest';
import {
  EMPTY_SAMPLE,
  editSample,
  type SampleDraft,
  showSample,
} from '#renderer/features/webhook-editor/draft/sample-draft.ts';
import { savedOf } from '#renderer/features/webhook-editor/draft/saved-webhook.ts';
import { stepStates } from '#renderer/features/webhook-editor/step-states.ts';
import { startDraft } from '#renderer/ui/draft/draft.ts';
import { type Webhook, WebhookConfigSchema } from '#shared/contract/webhook.ts';

const WEBHOOK: Webhook = {
  ...WebhookConfigSchema.parse({}),
  id: 'whk_1',
  name: 'Bookings',
  active: false,
  version: 1,
  token: 'made-up',
  address: 'http://127.0.0.1:4780/h/made-up',
  reach: 'this-computer',
  formerAddresses: [],
  listeningUntil: null,
  secrets: [],
  createdAt: '2026-03-02T09:30:00.000Z',
  updatedAt: '2026-03-02T09:30:00.000Z',
};
const LOADED = editSample(EMPTY_SAMPLE, '{ "email": "jane@example.com" }');

describe('the step bar', () => {
  it.each<[state: string, sample: SampleDraft, words: string, isDone: boolean]>([
    ['nothing', EMPTY_SAMPLE, 'No sample yet', false],
    ['only blanks', editSample(EMPTY_SAMPLE, ' \n'), 'No sample yet', false],
    ['a payload that nobody has previewed', LOADED, 'Loaded, not in the tree yet', false],
    ['a previewed payload', showSample(LOADED), 'In the tree', true],
  ])('with %s in the code editor', (_, sample, words, isDone) => {
    const states = stepStates({ webhook: WEBHOOK, draft: startDraft(savedOf(WEBHOOK)), sample, rowReceipt: null }, 0);
    expect(states.sample).toEqual({ words, isDone });
  });
});
