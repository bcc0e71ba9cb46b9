import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFile, printFile } from '#engine/transfer/build-file.ts';
import { fileOfForm, fileOfFormText } from '#engine/transfer/file-of-form.ts';
import { flowChanges } from '#engine/transfer/flow-changes.ts';
import { maskSample } from '#engine/transfer/mask-sample.ts';
import { planImport } from '#engine/transfer/plan-import.ts';
import { readFile } from '#engine/transfer/read-file.ts';
import { webhookChanges } from '#engine/transfer/webhook-changes.ts';
import { FIELD_TYPES } from '#shared/contract/field.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { FlowChoice } from '#shared/contract/webhook-file.ts';
import { AppError } from '#shared/errors.ts';
import { formFaults } from '#shared/settings-form/form-faults.ts';
import { readSettingsText } from '#shared/settings-form/read-settings-text.ts';

const BUSINESS = { defaultCountry: 'GB', timeZone: 'Europe/London', parser: 1 };
const NO_CHOICES = { webhooks: {}, fields: {}, flows: {} };
const EMPTY = { webhooks: [], fields: [], flows: [], flowKeys: [], locale: 'en-GB' };

const name = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((text) => text.trim() === text);
const fields = fc.uniqueArray(fc.record({ name, type: fc.constantFrom(...FIELD_TYPES) }), {
  maxLength: 6,
  selector: (field) => field.name.normalize('NFC').toLowerCase(),
});
const webhooks = fc.uniqueArray(name, {
  minLength: 1,
  maxLength: 4,
  selector: (text) => text.normalize('NFC').toLowerCase(),
});

function testsOf(keys: readonly string[]) {
  const read = {
    identity: { email: 'person@mail.example' },
    profile: {},
    fields: Object.fromEntries(keys.map((key) => [key, key])),
  };
  return [{ name: 'One', payload: '{"email":"person@mail.example"}', expected: [read] }];
}

/** Webhooks that fill these fields, every second one with a flow that reads them. */
function world(names: readonly string[], given: readonly { name: string; type: (typeof FIELD_TYPES)[number] }[]) {
  const all = given.map((field, index) => ({ key: `key_${index}`, ...field }));
  const text = all.map(({ key }) => `{{ field.${key} }}`).join(' ');
  const steps = [{ id: 'send1', kind: 'send', channel: 'sms', text }];
  const flows = [{ key: 'hello', name: 'Hello', version: 1, config: FlowConfigSchema.parse({ steps }) }];
  const made = names.map((one, index) => ({
    name: one,
    config: WebhookConfigSchema.parse({
      identity: { email: '$.email' },
      fields: all.slice(index).map(({ key }) => ({ field: key, path: `$['${key}']` })),
      flow: index % 2 === 0 ? 'hello' : null,
    }),
    sample: null,
    tests: index % 2 === 0 ? [] : testsOf(all.slice(index).map(({ key }) => key)),
  }));
  return { webhooks: made, fields: all, flows };
}

describe('secrets of flows', () => {
  const http = (id: string, value: string) => ({
    id,
    kind: 'http',
    url: 'https://crm.example/people',
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'X-Api-Key', value },
    ],
  });
  const steps = (value: string) => [
    http('http1', value),
    {
      id: 'branch1',
      kind: 'condition',
      test: { operand: { of: 'tag', tag: 'vip' }, comparison: 'exists' },
      yes: [http('http2', value)],
      no: [],
    },
  ];
  const clinic = (value: string) => ({
    webhooks: [
      {
        name: 'Bookings',
        config: WebhookConfigSchema.parse({ identity: { email: '$.email' }, flow: 'tell' }),
        sample: null,
      },
    ],
    fields: [],
    flows: [{ key: 'tell', name: 'Tell the CRM', version: 1, config: FlowConfigSchema.parse({ steps: steps(value) }) }],
  });
  const text = printFile(buildFile(clinic('sk_live_harbour')));
  const read = readFile(text, () => []);

  it('EX1 values of headers are left out, in branches too, save those that say how a body is written', () => {
    expect(text).not.toContain('sk_live_harbour');
    expect(text.match(/application\/json/g)).toHaveLength(2);
    expect(text.match(/X-Api-Key/g)).toHaveLength(2);
  });

  it('EX2 an import says that they have to be written in again', () => {
    expect(planImport(read, EMPTY, NO_CHOICES).plan.flows[0]?.note).toMatch(/write them in again/);
  });

  it('EX2 the flow that they were left out of is still the same one', () => {
    const { webhooks: here, ...rest } = clinic('sk_live_harbour');
    const known = {
      ...rest,
      webhooks: here.map((one) => ({ ...one, id: 'whk_1', version: 1, active: true })),
      flowKeys: ['tell'],
      locale: 'en-GB',
    };
    expect(planImport(read, known, NO_CHOICES).writes).toEqual({
      fields: [],
      flows: [],
      replacedFlows: [],
      webhooks: [],
    });
  });
});

describe('round trip', () => {
  it('EX3 what an empty Fieldhook has after an import prints to the same bytes', () => {
    fc.assert(
      fc.property(webhooks, fields, (names, given) => {
        const text = printFile(buildFile(world(names, given)));
        const { writes } = planImport(
          readFile(text, () => []),
          EMPTY,
          NO_CHOICES,
        );
        expect(printFile(buildFile(writes))).toBe(text);
      }),
    );
  });

  it('EX2 an import over itself writes nothing', () => {
    fc.assert(
      fc.property(webhooks, fields, (names, given) => {
        const here = world(names, given);
        const saved = here.webhooks.map((webhook, index) => ({
          ...webhook,
          id: `whk_${index}`,
          version: 1,
          active: true,
        }));
        const { writes } = planImport(
          buildFile(here),
          { ...EMPTY, ...here, webhooks: saved, flowKeys: ['hello'] },
          NO_CHOICES,
        );
        expect(writes).toEqual({ webhooks: [], fields: [], flows: [], replacedFlows: [] });
      }),
    );
  });
});

describe('what clashes', () => {
  const file = buildFile(world(['Bookings'], [{ name: 'Start', type: 'date' }]));

  it('EX2 a flow of the same name that does something else stays, and another one is made', () => {
    const other = { key: 'hello', name: 'hello', version: 3, config: FlowConfigSchema.parse({}) };
    const { plan, writes } = planImport(file, { ...EMPTY, flows: [other], flowKeys: ['hello'] }, NO_CHOICES);
    expect(plan.flows).toMatchObject([{ state: 'different', action: 'create', becomes: 'Hello (2)', to: 'hello-2' }]);
    expect(writes.webhooks[0]?.config.flow).toBe('hello-2');
  });

  it('EX2 the key of a flow that was deleted is not taken again', () => {
    const { writes } = planImport(file, { ...EMPTY, flowKeys: ['hello'] }, NO_CHOICES);
    expect(writes.flows[0]).toMatchObject({ key: 'hello-2', name: 'Hello' });
  });

  it('EX2 texts follow a field to its new key, words around them do not', () => {
    const text = 'field.key_0 is {{ field.key_0 | date }} {% if field["key_0"] %}{{ field.key_01 }}{% endif %}';
    const steps = [{ id: 'send1', kind: 'send', channel: 'sms', text }];
    const flows = [{ key: 'hello', name: 'Hello', config: FlowConfigSchema.parse({ steps }) }];
    const here = { ...EMPTY, fields: [{ key: 'key_0', name: 'Else', type: 'text' as const }] };
    const { writes } = planImport({ ...file, flows }, here, NO_CHOICES);
    expect(writes.flows[0]?.config.steps).toMatchObject([
      { text: 'field.key_0 is {{ field.start | date }} {% if field["start"] %}{{ field.key_01 }}{% endif %}' },
    ]);
  });
});

describe('flows of which one of that name is here', () => {
  const file = buildFile(world(['Bookings'], [{ name: 'Start', type: 'date' }]));
  const mine = { key: 'mine', name: 'HELLO', version: 4, config: FlowConfigSchema.parse({}) };
  const starts = (id: string, active: boolean) => ({
    id,
    name: `Hook ${id}`,
    version: 1,
    active,
    config: WebhookConfigSchema.parse({ flow: 'mine' }),
  });
  const here = { ...EMPTY, flows: [mine], flowKeys: ['mine'], webhooks: [starts('1', true), starts('2', false)] };
  const choose = (choice: FlowChoice) => planImport(file, here, { ...NO_CHOICES, flows: { hello: choice } });

  it('EX2 unasked, mine stays and a copy is made', () => {
    const { plan, writes } = planImport(file, here, NO_CHOICES);
    expect(plan.flows).toMatchObject([{ action: 'create', to: 'hello', becomes: 'Hello (2)', isUsed: true }]);
    expect(writes).toMatchObject({ flows: [{ key: 'hello' }], replacedFlows: [] });
  });

  it('EX2 kept, it is started by the webhooks of the file, and nothing that only the other one needs is made', () => {
    const { plan, writes } = choose({ action: 'keep' });
    expect(plan.flows).toMatchObject([{ action: 'keep', to: 'mine', becomes: 'HELLO' }]);
    expect(writes).toMatchObject({ flows: [], replacedFlows: [], webhooks: [{ config: { flow: 'mine' } }] });
  });

  it('EX2 replaced, it keeps key and name, and says which webhooks it switches off', () => {
    const { plan, writes } = choose({ action: 'replace', key: 'mine', version: 4 });
    expect(plan.flows).toMatchObject([{ action: 'replace', to: 'mine', becomes: 'HELLO', switchesOff: ['Hook 1'] }]);
    expect(writes.flows).toEqual([]);
    expect(writes.replacedFlows).toMatchObject([{ key: 'mine', name: 'HELLO', version: 4 }]);
    expect(() => choose({ action: 'replace', key: 'mine', version: 3 })).toThrow(AppError);
  });

  it('EX2 is replaced also where no webhook comes along, with the fields it needs', () => {
    const choices = { ...NO_CHOICES, webhooks: { 0: { action: 'skip' as const } } };
    const flows = { hello: { action: 'replace' as const, key: 'mine', version: 4 } };
    const { writes } = planImport(file, here, { ...choices, flows });
    expect(writes).toMatchObject({ webhooks: [], replacedFlows: [{ key: 'mine' }], fields: [{ name: 'Start' }] });
    expect(planImport(file, here, choices).writes).toEqual({ webhooks: [], flows: [], replacedFlows: [], fields: [] });
  });

  it('EX2 a new one that is left out is started by nothing', () => {
    const { plan, writes } = planImport(file, EMPTY, { ...NO_CHOICES, flows: { hello: { action: 'skip' } } });
    expect(plan.flows).toMatchObject([{ state: 'new', action: 'skip', to: null }]);
    expect(writes).toMatchObject({ flows: [], webhooks: [{ config: { flow: null } }] });
  });

  it.each<{ title: string; flows: Record<string, FlowChoice> }>([
    { title: 'a flow that is not in the file', flows: { other: { action: 'skip' } } },
    { title: 'keeping one that is not here', flows: { hello: { action: 'keep' } } },
  ])('EX2 refuses a choice about $title', ({ flows }) => {
    expect(() => planImport(file, EMPTY, { ...NO_CHOICES, flows })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });

  it('EX1 a new version has the header values of mine where it asks the same address, and nowhere else', () => {
    const http = (id: string, url: string, value: string) => ({
      id,
      kind: 'http',
      url,
      headers: [{ name: 'X-Api-Key', value }],
    });
    const mineNow = FlowConfigSchema.parse({
      steps: [http('one1', 'https://a.example', 'k1'), http('two2', 'https://a.example', 'k2')],
    });
    const theirs = FlowConfigSchema.parse({
      steps: [http('one1', 'https://a.example', ''), http('two2', 'https://evil.example', '')],
    });
    const config = WebhookConfigSchema.parse({ identity: { email: '$.email' }, flow: 'hello' });
    const { writes } = planImport(
      {
        ...file,
        fields: [],
        flows: [{ key: 'hello', name: 'Hello', config: theirs }],
        webhooks: [{ name: 'B', config, sample: null }],
      },
      { ...EMPTY, flows: [{ ...mine, config: mineNow }], flowKeys: ['mine'] },
      { ...NO_CHOICES, flows: { hello: { action: 'replace', key: 'mine', version: 4 } } },
    );
    expect(writes.replacedFlows[0]?.config.steps).toMatchObject([
      { headers: [{ value: 'k1' }] },
      { headers: [{ value: '' }] },
    ]);
  });
});

describe('what differs between two webhooks', () => {
  const names = { locale: 'de-DE', field: (key: string) => key.toUpperCase(), flow: (key: string) => key };
  const webhook = (config: object) => WebhookConfigSchema.parse(config);

  it('EX2 is told a line a setting, with what is done to a value before it is filed, in the words of the editor', () => {
    const before = webhook({
      fields: [{ field: 'start', path: '$.start' }],
      openStrings: ['$.raw'],
      limit: { requests: 1500, hours: 24 },
    });
    const row = {
      field: 'start',
      path: '$.at',
      pattern: 'dd/MM/yyyy',
      transforms: [{ kind: 'join', separator: ', ' }],
    };
    const after = webhook({
      ...{ fields: [row], onMatch: 'overwrite', identification: 'careful', channel: 'voice' },
      limit: { requests: 1, hours: 1 },
      verify: { scheme: 'stripe' },
    });
    expect(webhookChanges(before, after, names)).toEqual([
      { what: 'Field “START”', before: '$.start', after: '$.at', isPath: true },
      { what: 'Texts read as JSON', before: '$.raw', after: null, isPath: true },
      { what: 'Channel', before: 'SMS', after: 'Voice call' },
      {
        what: 'Whom a request is about',
        before: 'The first identifier that fits',
        after: 'All of them have to agree',
      },
      {
        what: 'When the contact is known already',
        before: 'Fill in what is blank',
        after: 'Take the request’s values',
      },
      { what: 'Limit', before: '1.500 requests in 24 hours', after: '1 request in 1 hour' },
      { what: 'Proof of the sender', before: 'No signature', after: 'Stripe · 300' },
      { what: 'Field “START”: how its date is written', before: null, after: 'dd/MM/yyyy' },
      { what: 'Field “START”: before it is filed', before: null, after: 'Join a list with “, ”' },
    ]);
  });

  it('EX2 two that differ always show where', () => {
    const rows = [{ field: 'start', path: '$.start' }];
    for (const [one, other] of [
      [{ fields: rows }, { fields: rows.map((row) => ({ ...row, transforms: [{ kind: 'trim' }] })) }],
      [{ fields: rows }, { fields: [] }],
      [{ limit: null }, { limit: { requests: 500, hours: 24 } }],
      [{ itemsPath: null }, { itemsPath: '$.people' }],
    ]) {
      expect(webhookChanges(webhook(one!), webhook(other!), names).length, JSON.stringify(other)).toBeGreaterThan(0);
    }
  });
});

describe('what differs between two flows', () => {
  const flow = (...steps: object[]) => FlowConfigSchema.parse({ steps });
  const sms = (id: string, text: string) => ({ id, kind: 'send', channel: 'sms', text });
  const ask = (yes: object[], no: object[]) => ({
    id: 'ask1',
    kind: 'condition',
    test: { operand: { of: 'contact', slot: 'phone' }, comparison: 'is', value: '0123' },
    yes,
    no,
  });
  const WORDS = { fields: new Map<string, string>(), locale: 'en-GB' };
  const changes = (before: object[], after: object[]) => flowChanges(flow(...before), flow(...after), WORDS);

  it('EX2 is told in whole, step by step', () => {
    const long = 'x'.repeat(300);
    expect(
      changes([sms('aaaa', `${long} 1`), sms('bbbb', 'gone')], [sms('aaaa', `${long} 2`), sms('cccc', 'new')]),
    ).toEqual([
      { what: 'Step 1', before: `SMS: “${long} 1”`, after: `SMS: “${long} 2”` },
      { what: 'Step 2', before: null, after: 'SMS: “new”' },
      { what: 'Step 2 here', before: 'SMS: “gone”', after: null },
    ]);
  });

  it('EX2 a step that moves to another branch goes here and comes there', () => {
    expect(changes([ask([sms('aaaa', 'hi')], [])], [ask([], [sms('aaaa', 'hi')])])).toEqual([
      { what: 'Step 1, no 1', before: null, after: 'SMS: “hi”' },
      { what: 'Step 1, yes 1 here', before: 'SMS: “hi”', after: null },
    ]);
  });

  it('EX2 another order of the same steps is told', () => {
    expect(changes([sms('aaaa', 'a'), sms('bbbb', 'b')], [sms('bbbb', 'b'), sms('aaaa', 'a')])).toEqual([
      { what: 'Order of the steps', before: 'Step 2 · Step 1', after: 'Step 1 · Step 2' },
    ]);
  });

  it('EX2 that an address may be asked again is told', () => {
    const http = (canRepeat: boolean) => ({ id: 'aaaa', kind: 'http', url: 'https://a.example', canRepeat });
    const before = 'POST https://a.example';
    expect(changes([http(false)], [http(true)])).toEqual([
      { what: 'Step 1', before, after: `${before}; may be asked again, by its Idempotency-Key` },
    ]);
  });

  it('EX2 settings beside the steps are told', () => {
    const before = FlowConfigSchema.parse({});
    const after = FlowConfigSchema.parse({ coolDownHours: 25, late: 'skip' });
    expect(flowChanges(before, after, WORDS).map(({ after: is }) => is)).toEqual([
      'after 1 day 1 hour',
      'are left out when more than 1 hour late',
    ]);
  });

  it('EX2 without one here, it is told what the flow does', () => {
    expect(flowChanges(null, flow(ask([], [])), WORDS)).toEqual([
      { what: 'Step 1', before: null, after: 'If the phone number is “0123”' },
    ]);
  });
});

describe('versions', () => {
  it('EX1 an older file is upgraded step by step', () => {
    const older = JSON.stringify({ format: 'fieldhook-webhooks', version: 0, hooks: [{ name: 'A', config: {} }] });
    const upgrades = { 0: ({ hooks, ...file }: Record<string, unknown>) => ({ ...file, webhooks: hooks }) };
    expect(readFile(older, () => [], upgrades).webhooks).toMatchObject([{ name: 'A' }]);
    expect(() => readFile(older, () => [])).toThrow('Version 0 of the file is not known.');
  });
});

describe('masked samples', () => {
  it('EX1 keep the shape, and the words that paths ask for', () => {
    const config = WebhookConfigSchema.parse({ identity: { email: "$.answers[?@.key=='mail'].value" } });
    const answers = [
      { key: 'mail', value: 'jane@mail.example' },
      { key: 'Name', value: 'Jane Doe' },
    ];
    const text = JSON.stringify({
      answers,
      phone: '020 7946 0123',
      at: '2026-03-04T10:11:12Z',
      n: 73,
      ok: true,
      no: null,
    });
    expect(JSON.parse(maskSample(text, config, [])!.text)).toEqual({
      answers: [
        { key: 'mail', value: 'person@mail.example' },
        { key: 'Xxxx', value: 'Xxxx Xxx' },
      ],
      phone: '+44 117 496 0000',
      at: '2026-01-15T09:30:00Z',
      n: 1,
      ok: true,
      no: null,
    });
  });

  it('LG3 keep no word and no yes or no of what is private', () => {
    const config = WebhookConfigSchema.parse({ identity: { email: "$.answers[?@.key=='mail'].value" } });
    const text = JSON.stringify({ ill: true, well: true, note: 'mail', all: { inner: [true, 'mail', 5, null] } });
    expect(JSON.parse(maskSample(text, config, ['$.ill', '$.note', '$.all', '$.none', '$['])!.text)).toEqual({
      ill: false,
      well: true,
      note: 'xxxx',
      all: { inner: [false, 'xxxx', 1, null] },
    });
  });

  it('EX1 leave out what is no JSON', () => {
    expect(maskSample('name=Jane', WebhookConfigSchema.parse({}), [])).toBeNull();
  });
});

describe('a settings form', () => {
  it.each([
    { text: 'Name: A\nPhone: $.a\nphone: $.b', says: 'Line 3: “phone” is there twice.' },
    { text: 'Name: A\n\nwhat', says: 'Line 3: Write a name, an arrow' },
    { text: 'Name: A\n$.phone', says: 'Line 2: Write in front of the path' },
    { text: 'Name: A\nName: B', says: 'Line 2: The name is there twice.' },
    { text: 'Name: A\nStart ← $.s', says: 'Write at least one of User Ns' },
    { text: 'Name: A\nPhone: $.a\nX ← $.b\nx ← $.c', says: 'Line 4: “x” is there twice.' },
    { text: `Name: A\nPhone: $.a${'\n'.repeat(300)}`, says: 'Line 301: A form has no more than 300 lines.' },
    { text: 'Name: A\nPhone: $.a[', says: 'A position' },
  ])('refuses $text and says where', ({ text, says }) => {
    expect(() => fileOfFormText(text, [], BUSINESS)).toThrow(says);
  });

  it('takes the type of a field that is here, then the stated one, then text', () => {
    const text = 'Name\tA\r\nUser_Ns = $.ns\r\nStart <- $.s\r\nDay (date): $.d\r\nNote ← $.n\r\nNot filled:';
    const file = fileOfFormText(text, [{ name: 'START', type: 'datetime' }], BUSINESS);
    expect(file.fields.map(({ key, type }) => [key, type])).toEqual([
      ['start', 'datetime'],
      ['day', 'date'],
      ['note', 'text'],
    ]);
    expect(file.webhooks[0]?.config.identity.userNs).toBe('$.ns');
  });

  it('reads labels with their values in the lines below them', () => {
    const text =
      "Webhook name\nSpring bookings\n\nUser Ns\nCRM Contact Id\n$.crm\nPhone\nEmail\n$.answers[?@.key=='e'].v\nStart\n$.s";
    expect(readSettingsText(text, [])).toEqual({
      form: {
        name: 'Spring bookings',
        identity: { userNs: null, crmContactId: '$.crm', phone: null, email: "$.answers[?@.key=='e'].v" },
        fields: [{ name: 'Start', type: 'text', path: '$.s' }],
      },
      faults: [],
    });
  });

  it.each([
    'Start → $.s',
    'Start -> $.s',
    'Start => $.s',
    '$.s → Start',
    '$.s->Start',
    'Custom fields\nJSON path mapping:\nStart: $.s',
    '• “Start” → `$.s`\u200b',
    'Custom field\tJSON path\r\nStart\t$.s',
    '$.s\tStart',
    '| Field | Path |\n| --- | --- |\n| Start | $.s |',
    'Start, $.s',
  ])('reads a row written %j', (text) => {
    expect(readSettingsText(`Inbound webhook: A\n${text}`, [])).toMatchObject({
      form: { name: 'A', fields: [{ name: 'Start', path: '$.s' }] },
      faults: [],
    });
  });

  it.each(['Custom Field\tType\tJSON Path\nStart\tDateTime\t$.s', 'Start;datetime;$.s', 'Start\n\nDateTime\n\n$.s'])(
    'reads the type that has a cell or a line of its own in %j',
    (text) => {
      expect(readSettingsText(text, [])).toMatchObject({
        form: { fields: [{ name: 'Start', type: 'datetime', path: '$.s' }] },
        faults: [],
      });
    },
  );

  it('knows other words for the four, unless their path is there already', () => {
    const text = 'CRM ID: $.id\nPhone number: $.a\nEmail: $.e\nEmail address: $.f';
    expect(readSettingsText(text, []).form).toMatchObject({
      identity: { crmContactId: '$.id', phone: '$.a', email: '$.e' },
      fields: [{ name: 'Email address', path: '$.f' }],
    });
  });

  it('keeps what it understood beside lines that it did not', () => {
    expect(readSettingsText('hello\nPhone: $.a\nthere', [])).toMatchObject({
      form: { identity: { phone: '$.a' } },
      faults: [{ line: 1 }, { line: 3 }],
    });
  });

  it('that is filled in is refused with every fault at its place', () => {
    const form = {
      name: 'A',
      identity: { userNs: null, crmContactId: null, phone: '$.a[', email: null },
      fields: [
        { name: 'X: 1', type: 'text' as const, path: '$.x' },
        { name: 'x: 1', type: 'date' as const, path: '' },
      ],
    };
    expect(() => fileOfForm(form, BUSINESS)).toThrow(
      expect.objectContaining({
        details: [
          expect.objectContaining({ pointer: '/form/identity/phone', column: 5 }),
          expect.objectContaining({ pointer: '/form/fields/1/name', message: '“x: 1” is there twice.' }),
          expect.objectContaining({ pointer: '/form/fields/1/path', message: 'Write the path.' }),
        ],
      }),
    );
  });
});

describe('faults of a form that is being written', () => {
  const empty = { name: '', identity: { userNs: null, crmContactId: null, phone: null, email: null }, fields: [] };

  it('an empty row is none; a form needs a name and somebody', () => {
    const fields = [{ name: ' ', type: 'text' as const, path: '' }];
    expect(formFaults({ ...empty, fields }).map(({ pointer }) => pointer)).toEqual(['/name', '/identity']);
  });

  it('a path without a field asks for its name', () => {
    const fields = [{ name: '', type: 'text' as const, path: '$.a' }];
    const form = { name: 'A', identity: { ...empty.identity, email: '$.e' }, fields };
    expect(formFaults(form)).toEqual([{ pointer: '/fields/0/name', message: 'Name the field.', isMissing: true }]);
  });
});
