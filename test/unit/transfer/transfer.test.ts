import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFile, printFile } from '#engine/transfer/build-file.ts';
import { fileOfForm, fileOfFormText } from '#engine/transfer/file-of-form.ts';
import { maskSample } from '#engine/transfer/mask-sample.ts';
import { planImport } from '#engine/transfer/plan-import.ts';
import { readFile } from '#engine/transfer/read-file.ts';
import { FIELD_TYPES } from '#shared/contract/field.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { formFaults } from '#shared/settings-form/form-faults.ts';
import { readSettingsText } from '#shared/settings-form/read-settings-text.ts';

const BUSINESS = { defaultCountry: 'GB', timeZone: 'Europe/London', parser: 1 };
const NO_CHOICES = { webhooks: {}, fields: {} };
const EMPTY = { webhooks: [], fields: [], flows: [], flowKeys: [] };

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

/** Webhooks that fill these fields, every second one with a flow that reads them. */
function world(names: readonly string[], given: readonly { name: string; type: (typeof FIELD_TYPES)[number] }[]) {
  const all = given.map((field, index) => ({ key: `key_${index}`, ...field }));
  const text = all.map(({ key }) => `{{ field.${key} }}`).join(' ');
  const steps = [{ id: 'send1', kind: 'send', channel: 'sms', text }];
  const flows = [{ key: 'hello', name: 'Hello', config: FlowConfigSchema.parse({ steps }) }];
  const made = names.map((one, index) => ({
    name: one,
    config: WebhookConfigSchema.parse({
      identity: { email: '$.email' },
      fields: all.slice(index).map(({ key }) => ({ field: key, path: `$['${key}']` })),
      flow: index % 2 === 0 ? 'hello' : null,
    }),
    sample: null,
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
    flows: [{ key: 'tell', name: 'Tell the CRM', config: FlowConfigSchema.parse({ steps: steps(value) }) }],
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
    const known = { ...rest, webhooks: here.map((one) => ({ ...one, id: 'whk_1', version: 1 })), flowKeys: ['tell'] };
    expect(planImport(read, known, NO_CHOICES).writes).toEqual({ fields: [], flows: [], webhooks: [] });
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
        const saved = here.webhooks.map((webhook, index) => ({ ...webhook, id: `whk_${index}`, version: 1 }));
        const { writes } = planImport(buildFile(here), { ...here, webhooks: saved, flowKeys: ['hello'] }, NO_CHOICES);
        expect(writes).toEqual({ webhooks: [], fields: [], flows: [] });
      }),
    );
  });
});

describe('what clashes', () => {
  const file = buildFile(world(['Bookings'], [{ name: 'Start', type: 'date' }]));

  it('EX2 a flow of the same name that does something else stays, and another one is made', () => {
    const other = { key: 'hello', name: 'hello', config: FlowConfigSchema.parse({}) };
    const { plan, writes } = planImport(file, { ...EMPTY, flows: [other], flowKeys: ['hello'] }, NO_CHOICES);
    expect(plan.flows).toMatchObject([{ state: 'new', becomes: 'Hello (2)', to: 'hello-2' }]);
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
