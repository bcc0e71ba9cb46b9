import { describe, expect, it } from 'vitest';
import {
  EMPTY_SAMPLE,
  editSample,
  isAhead,
  isNews,
  loadSample,
  showSample,
  takeKept,
} from '#renderer/features/webhook-editor/draft/sample-draft.ts';
import { savedOf, type WebhookDraft } from '#renderer/features/webhook-editor/draft/saved-webhook.ts';
import { fieldTarget, mappedTargets, pathOf, slotTarget, withPath } from '#renderer/features/webhook-editor/targets.ts';
import {
  afterSave,
  applyEdit,
  endJoining,
  isDirty,
  keepMine,
  redo,
  startDraft,
  takeSaved,
  undo,
  undoAll,
} from '#renderer/ui/draft/draft.ts';
import { type Webhook, WebhookConfigSchema } from '#shared/contract/webhook.ts';

const webhook = (change: Partial<Webhook> = {}) =>
  savedOf({
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
    ...change,
  });

const email = slotTarget('email');
const setEmail = (path: string | null, join?: string) => ({
  label: `Email: ${path}`,
  change: (config: WebhookDraft['config']) => withPath(config, email, path),
  ...(join === undefined ? {} : { join }),
});
const emailOf = (draft: WebhookDraft) => pathOf(draft.config, email);

describe('a draft', () => {
  it('starts as what is saved, and only the configuration of it', () => {
    const draft = startDraft(webhook());
    expect(isDirty(draft)).toBe(false);
    expect(draft.config).toEqual(WebhookConfigSchema.parse({}));
  });

  it('undoes and redoes edits in order', () => {
    let draft = applyEdit(applyEdit(startDraft(webhook()), setEmail('$.a')), setEmail('$.b'));
    draft = undo(draft);
    expect(emailOf(draft)).toBe('$.a');
    draft = undo(draft);
    expect(emailOf(draft)).toBeNull();
    expect(isDirty(draft)).toBe(false);
    draft = redo(redo(draft));
    expect(emailOf(draft)).toBe('$.b');
    expect(draft.past.map(({ label }) => label)).toEqual(['Email: $.a', 'Email: $.b']);
  });

  it('forgets what was undone once something else is done', () => {
    const draft = applyEdit(undo(applyEdit(startDraft(webhook()), setEmail('$.a'))), setEmail('$.b'));
    expect(emailOf(redo(draft))).toBe('$.b');
  });

  it('undoes typing into one place as one step, under its last name', () => {
    let draft = startDraft(webhook());
    for (const path of ['$', '$.', '$.a']) draft = applyEdit(draft, setEmail(path, 'slot-email'));
    expect(draft.past.map(({ label }) => label)).toEqual(['Email: $.a']);
    expect(emailOf(undo(draft))).toBeNull();
  });

  it('starts a new step when typing was ended in between', () => {
    let draft = applyEdit(startDraft(webhook()), setEmail('$.a', 'slot-email'));
    draft = applyEdit(endJoining(draft), setEmail('$.ab', 'slot-email'));
    expect(emailOf(undo(draft))).toBe('$.a');
  });

  it('takes no step for an edit that changes nothing', () => {
    const draft = applyEdit(startDraft(webhook()), setEmail('$.a'));
    expect(applyEdit(draft, setEmail('$.a'))).toBe(draft);
  });

  it('takes everything back at once, which can itself be undone', () => {
    const edited = applyEdit(startDraft(webhook()), setEmail('$.a'));
    const back = undoAll(edited);
    expect(isDirty(back)).toBe(false);
    expect(emailOf(undo(back))).toBe('$.a');
  });

  it('is clean after a save and can still be undone', () => {
    const edited = applyEdit(startDraft(webhook()), setEmail('$.a'));
    const saved = takeSaved(edited, webhook({ ...edited.config, version: 2 }));
    expect(isDirty(saved)).toBe(false);
    expect(saved.saved.version).toBe(2);
    expect(isDirty(undo(saved))).toBe(true);
  });

  it('keeps as unsaved what was edited while a save was under way', () => {
    const sent = applyEdit(startDraft(webhook()), setEmail('$.a'));
    const edited = applyEdit(sent, setEmail('$.b'));
    const saved = afterSave(edited, webhook({ ...sent.config, version: 2 }), sent.config);
    expect(emailOf(saved)).toBe('$.b');
    expect(saved.saved.version).toBe(2);
    expect(isDirty(saved)).toBe(true);
  });

  it('follows a newer version saved elsewhere only while it has nothing of its own to lose', () => {
    const newer = webhook({ channel: 'email', version: 2 });
    expect(takeSaved(startDraft(webhook()), newer).config.channel).toBe('email');
    const mine = takeSaved(applyEdit(startDraft(webhook()), setEmail('$.a')), newer);
    expect(emailOf(mine)).toBe('$.a');
    expect(mine.config.channel).toBe('sms');
    expect(mine.saved.version).toBe(1);
  });

  it('keeps its own changes on top of the newer version when asked to', () => {
    const newer = webhook({ channel: 'email', version: 2 });
    const mine = keepMine(applyEdit(startDraft(webhook()), setEmail('$.a')), newer);
    expect(mine.saved).toMatchObject({ version: 2, config: { channel: 'email' } });
    expect(isDirty(mine)).toBe(true);
  });

  it('never takes an older answer that arrives late', () => {
    const draft = startDraft(webhook({ version: 3 }));
    expect(takeSaved(draft, webhook({ version: 2, channel: 'voice' }))).toBe(draft);
  });
});

describe('targets', () => {
  it('fill slots and fields, and a blank path empties them', () => {
    let config = WebhookConfigSchema.parse({});
    config = withPath(config, email, '$.email');
    config = withPath(config, slotTarget('firstName'), '$.first');
    config = withPath(config, fieldTarget('room'), '$.room');
    expect(mappedTargets(config)).toEqual([
      { target: email, path: '$.email' },
      { target: slotTarget('firstName'), path: '$.first' },
      { target: fieldTarget('room'), path: '$.room' },
    ]);
    config = withPath(withPath(withPath(config, email, '  '), slotTarget('firstName'), null), fieldTarget('room'), '');
    expect(config).toEqual(WebhookConfigSchema.parse({}));
  });

  it('changes the path of a field in place and keeps its date pattern', () => {
    const config = WebhookConfigSchema.parse({
      fields: [
        { field: 'start', path: '$.a', pattern: 'dd/MM/yyyy' },
        { field: 'room', path: '$.b' },
      ],
    });
    expect(withPath(config, fieldTarget('start'), '$.c').fields).toEqual([
      { field: 'start', path: '$.c', pattern: 'dd/MM/yyyy' },
      { field: 'room', path: '$.b', pattern: null },
    ]);
  });
});

describe('the sample', () => {
  it('RC2 stops being called a real request as soon as it is edited, and is one again when typed back', () => {
    const shown = showSample(loadSample(EMPTY_SAMPLE, '{"a":1}', 'dlv_1'));
    const edited = editSample(shown, '{"a":2}');
    expect(edited.deliveryId).toBeNull();
    expect(editSample(edited, '{"a":1}').deliveryId).toBe('dlv_1');
  });

  it('fills the tree only on Preview Payload, with a new revision each time', () => {
    const loaded = loadSample(EMPTY_SAMPLE, '{"a":1}', 'dlv_1');
    expect(isAhead(loaded)).toBe(true);
    expect(loaded.shown).toBeNull();
    const shown = showSample(loaded);
    expect(isAhead(shown)).toBe(false);
    expect(shown.shown).toEqual({ text: '{"a":1}', deliveryId: 'dlv_1', revision: 1 });
    expect(showSample(shown).shown?.revision).toBe(2);
  });

  const kept = { text: '{"a":1}', deliveryId: 'dlv_1' };

  it('takes what was chosen elsewhere, once', () => {
    expect(isNews(EMPTY_SAMPLE, kept)).toBe(true);
    const taken = takeKept(EMPTY_SAMPLE, kept, '{\n  "a": 1\n}', true);
    expect(taken.shown).toMatchObject({ text: '{\n  "a": 1\n}', deliveryId: 'dlv_1' });
    expect(isNews(taken, kept)).toBe(false);
  });

  it('does not take back what it has kept itself', () => {
    expect(isNews(showSample(loadSample(EMPTY_SAMPLE, kept.text, 'dlv_1')), kept)).toBe(false);
  });

  it('leaves the tree alone when what was chosen cannot be read', () => {
    const shown = showSample(loadSample(EMPTY_SAMPLE, '{"a":1}', null));
    const taken = takeKept(shown, { text: '{"a":', deliveryId: 'dlv_2' }, '{"a":', false);
    expect(taken.text).toBe('{"a":');
    expect(taken.shown?.text).toBe('{"a":1}');
  });
});
