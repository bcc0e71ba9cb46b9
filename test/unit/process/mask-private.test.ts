import { describe, expect, it } from 'vitest';
import { maskDelivery, maskPayload, maskReceipt, privatePaths } from '#engine/process/mask-private.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { type FieldValue, PRIVATE_MASK as MASK } from '#shared/contract/field.ts';
import type { FieldChange, Receipt } from '#shared/contract/receipt.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { receiptOf } from '../../contract/store/made-up-rows.ts';

const KEYS = new Set(['diagnosis']);
const OPEN = { keys: KEYS, paths: new Set<string>(), hidesMessages: false };
const at = (...paths: string[]) => ({ ...OPEN, paths: new Set(paths) });
const value = (text: string): FieldValue => ({ text, original: null });

function changeOf(change: Partial<FieldChange>): FieldChange {
  return {
    field: 'diagnosis',
    name: 'Diagnosis',
    type: 'text',
    path: '$.diagnosis',
    verdict: 'set',
    raw: 'Hay fever',
    value: value('hay fever'),
    before: value('asthma'),
    after: { text: 'hay fever', original: 'Hay fever' },
    matches: 1,
    column: null,
    sentence: '“asthma” becomes “hay fever”.',
    ...change,
  };
}

function messageOf(text: string): Receipt['messages'][number] {
  const none = { segments: null, after: null, blocked: null };
  return { step: 'a', channel: 'sms', mode: 'test', to: '+441174960123', subject: '', text, ...none };
}

describe('LG3 a receipt', () => {
  it.each(['set', 'unchanged', 'kept-out', 'cleared'] as const)(
    'says nothing of a private value that was %s',
    (verdict) => {
      const receipt = receiptOf('processed', {
        fields: [changeOf({ verdict, steps: ['hay fever', null] })],
        messages: [messageOf('About your hay fever: come on Monday.')],
      });
      const masked = maskReceipt(receipt, OPEN);
      expect(JSON.stringify(masked)).not.toMatch(/hay|asthma/i);
      expect(masked.fields[0]).toMatchObject({ after: value(MASK), raw: MASK, steps: [MASK, null], name: 'Diagnosis' });
      expect(masked.messages[0]?.text).toBe(`About your ${MASK}: come on Monday.`);
    },
  );

  it('keeps nothing as nothing, and the sentence that quotes no value', () => {
    const missing = changeOf({
      verdict: 'missing',
      raw: null,
      value: null,
      before: null,
      after: null,
      sentence: 'Gone.',
    });
    expect(maskReceipt(receiptOf('processed', { fields: [missing] }), OPEN).fields).toEqual([missing]);
  });

  it('hides a short value where it is said of a private place, and not where another one says the same', () => {
    const yes = { raw: 'yes', value: value('yes'), before: null, after: value('yes') };
    const sentence = '“” becomes “yes”.';
    const open = changeOf({ ...yes, field: 'news', name: 'News', path: '$.news', sentence });
    const reading = {
      path: '$.diagnosis',
      verdict: 'value',
      raw: 'yes',
      value: 'yes',
      sentence: '“yes”',
      matches: 1,
    } as const;
    const trace = [{ rule: 'ID6', sentence: 'CRM Contact Id: “yes” belongs to nobody.', decided: true }];
    const known = receiptOf('processed', {});
    const identification = {
      ...known.identification!,
      readings: { crmContactId: { ...reading, column: null } },
      trace,
    };
    const receipt = { ...known, identification, fields: [changeOf({ ...yes, sentence }), open] } as Receipt;
    const masked = maskReceipt(receipt, OPEN);
    expect(masked.fields[1]).toEqual(open);
    expect(JSON.stringify([masked.fields[0], masked.identification])).not.toContain('yes');
  });

  it('hides every text of a flow that names a private field, since a value may be written in other words', () => {
    const receipt = receiptOf('processed', { messages: [messageOf('On 2 March 2026.')] });
    expect(maskReceipt(receipt, OPEN)).toBe(receipt);
    expect(maskReceipt(receipt, { ...OPEN, hidesMessages: true }).messages).toMatchObject([
      { subject: '', text: MASK },
    ]);
  });
});

const payload: Record<string, { paths: string[]; given: JsonValue; masked: JsonValue; isMasked: boolean }> = {
  'a value': { paths: ['$.a.b'], given: { a: { b: 1, c: 2 } }, masked: { a: { b: MASK, c: 2 } }, isMasked: true },
  'an object as a whole': { paths: ['$.a'], given: { a: { b: 1 } }, masked: { a: MASK }, isMasked: true },
  'all matches': { paths: ['$[*].x'], given: [{ x: 1 }, { x: 2 }], masked: [{ x: MASK }, { x: MASK }], isMasked: true },
  'the answer to a question': {
    paths: ["$.q[?@.key=='ill'].value"],
    given: {
      q: [
        { key: 'ill', value: 'yes' },
        { key: 'age', value: '9' },
      ],
    },
    masked: {
      q: [
        { key: 'ill', value: MASK },
        { key: 'age', value: '9' },
      ],
    },
    isMasked: true,
  },
  'a place in another': {
    paths: ['$.a', '$.a.b', '$.a[0]'],
    given: { a: { b: 1 } },
    masked: { a: MASK },
    isMasked: true,
  },
  'the whole payload': { paths: ['$'], given: { a: 1 }, masked: MASK, isMasked: true },
  'nothing where the path leads nowhere, or has a fault': {
    paths: ['$.z', '$['],
    given: { a: 1 },
    masked: { a: 1 },
    isMasked: false,
  },
};

it.each(Object.entries(payload))('LG3 a payload is masked at %s', (_, { paths, given, masked, isMasked }) => {
  expect(maskPayload(given, paths)).toMatchObject({ value: masked, isMasked });
});

it('LG3 a list of many private values costs no more for each of them, and a long one under one path is no fault', () => {
  const readsOf = (count: number): number => {
    let reads = 0;
    const people = new Proxy<JsonValue[]>(
      Array.from({ length: count }, (_, index) => ({ x: `value ${index}`, y: 1 })),
      {
        get(list, key, receiver) {
          reads += 1;
          return Reflect.get(list, key, receiver);
        },
      },
    );
    expect(maskPayload(people, ['$[*].x'])).toMatchObject({ isMasked: true, texts: { length: count } });
    return reads;
  };
  const few = readsOf(100);
  expect(few).toBeGreaterThan(100);
  // Sixteen times as many; where the work grew with the square it would be 256 times.
  expect(readsOf(1600)).toBeLessThan(17 * few);
  expect(maskPayload({ a: Array.from({ length: 190_000 }, () => 'ill') }, ['$.a']).texts).toHaveLength(190_000);
});

it('LG3 what would take too long to find hides the whole payload', () => {
  const wide = Array.from({ length: 3000 }, () => ({ x: 1 }));
  expect(maskPayload(wide, ['$[?count($[*]) == 1].x'])).toMatchObject({ value: MASK, isMasked: true });
});

describe('LG3 a stored request', () => {
  const request = (change: Partial<DeliveryDetail>) =>
    ({
      receipt: null,
      hasBody: true,
      bodyText: '{"d":"ill"}',
      bodyTextCut: false,
      hasHiddenValues: false,
      ...change,
    }) as DeliveryDetail;
  const read = { ok: true, format: 'json', text: '{"d":"ill"}', closedText: '{"d":"ill"}', note: null } as const;

  it('is shown without its raw text where a path leads to a private value', () => {
    expect(maskDelivery(request({ parsed: read }), at('$.d'))).toMatchObject({
      bodyText: null,
      parsed: { text: `{"d":"${MASK}"}`, closedText: null },
      hasHiddenValues: true,
    });
  });

  it('is shown as it is where none does', () => {
    expect(maskDelivery(request({ parsed: read }), at('$.e'))).toEqual(request({ parsed: read }));
    expect(maskDelivery(request({ parsed: read }), at())).toEqual(request({ parsed: read }));
  });

  it('tells nothing by another place that says the same shortly, in the payload as little as in the receipt', () => {
    const text = '{"d":"yes","news":"yes","note":"The answer is yes."}';
    const detail = request({ parsed: { ...read, text }, query: 'news=yes' });
    expect(maskDelivery(detail, at('$.d')).parsed).toMatchObject({
      text: `{"d":"${MASK}","news":"yes","note":"The answer is ${MASK}."}`,
    });
  });

  it('that could not be read is hidden as a whole where the webhook files something private', () => {
    const unread = { ok: false, reason: 'bad-json', sentence: '', line: 1, column: 1 } as const;
    expect(maskDelivery(request({ parsed: unread }), at('$.d'))).toMatchObject({
      bodyText: null,
      hasHiddenValues: true,
    });
    expect(maskDelivery(request({ parsed: unread }), at())).toMatchObject({ bodyText: '{"d":"ill"}' });
  });
});

it('LG3 the paths that feed private fields are the rows of these, and all of it where the payload is kept in one', () => {
  const fields = [
    { field: 'diagnosis', path: '$.d' },
    { field: 'colour', path: '$.c' },
  ];
  expect(privatePaths(WebhookConfigSchema.parse({ fields }), KEYS)).toEqual(['$.d']);
  expect(privatePaths(WebhookConfigSchema.parse({ payloadField: 'diagnosis' }), KEYS)).toEqual(['$']);
});
