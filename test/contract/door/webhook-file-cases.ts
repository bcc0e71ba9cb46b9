import { describe, expect, it, onTestFinished } from 'vitest';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { DoorClient } from './door-client.ts';
import { startEngine } from './start-engine.ts';

const SECRET = 'a secret that nobody may see';

export function webhookFileCases(client: () => DoorClient): void {
  let count = 0;
  /** A webhook that fills a field and starts a flow which reads it, with names of its own. */
  const openBookings = async () => {
    count += 1;
    const field = await client().call('createField', { body: { name: `Start ${count}`, type: 'datetime' } });
    const config = FlowConfigSchema.parse({
      steps: [{ id: 'send1', kind: 'send', channel: 'sms', text: `See you at {{ field.${field.key} }}.` }],
    });
    const flow = await client().call('createFlow', { body: { name: `Confirm ${count}`, config } });
    const webhook = await client().call('createWebhook', {
      body: {
        name: `Bookings ${count}`,
        config: WebhookConfigSchema.parse({
          identity: { phone: '$.phone' },
          fields: [{ field: field.key, path: '$.start' }],
          flow: flow.key,
          verify: { scheme: 'bearer' },
        }),
      },
    });
    await client().call('putSecret', { params: { id: webhook.id, name: 'secret' }, body: { value: SECRET } });
    return { field, flow, webhook };
  };
  const exportOf = (id: string, sample?: 'masked') =>
    client().call('exportWebhook', { params: { id }, query: sample ? { sample } : {} });
  const everything = async () => ({
    webhooks: (await client().call('listWebhooks', {})).map(({ id, version, active }) => ({ id, version, active })),
    fields: (await client().call('listFields', {})).map(({ key }) => key),
    flows: (await client().call('listFlows', {})).map(({ key, version }) => ({ key, version })),
  });

  describe('exporting', () => {
    it('EX1 has the fields and flows it uses, and neither address nor secret', async () => {
      const { webhook, field, flow } = await openBookings();
      const { fileName, text } = await exportOf(webhook.id);
      const file = JSON.parse(text);
      expect(fileName).toBe(`bookings-${count}.fieldhook`);
      expect(file).toMatchObject({ format: 'fieldhook-webhooks', version: 1 });
      expect(file.fields).toEqual([{ key: field.key, name: field.name, type: 'datetime' }]);
      expect(file.flows.map(({ key }: { key: string }) => key)).toEqual([flow.key]);
      for (const kept of [webhook.token, webhook.id, SECRET]) expect(text).not.toContain(kept);
    });

    it('EX1 has a payload only where it was asked for, and then nothing that somebody wrote', async () => {
      const { webhook } = await openBookings();
      const text = JSON.stringify({ phone: '+44 20 7946 0123', start: '2026-07-01T09:30:00Z', note: 'Jane is ill' });
      const sample = { text, contentType: 'application/json', deliveryId: null };
      await client().call('putSample', { params: { id: webhook.id }, body: sample });
      expect(JSON.parse((await exportOf(webhook.id)).text).webhooks[0].sample).toBeNull();
      const masked = await exportOf(webhook.id, 'masked');
      expect(masked.text).not.toMatch(/7946|Jane|2026-07/);
      const plan = await client().call('planImport', {
        body: { text: masked.text, choices: { webhooks: { 0: { action: 'create' } } } },
      });
      expect(plan.webhooks[0]?.dryRun).toMatchObject({ outcome: 'processed', fields: [{ name: `Start ${count}` }] });
    });

    it('EX1 tells beside the file which texts of its owner are in it', async () => {
      const { webhook, flow } = await openBookings();
      const { text, literals } = await exportOf(webhook.id);
      expect(literals.map(({ of }) => of)).toEqual(['flow', 'names']);
      expect(literals[0]).toMatchObject({ name: flow.name, literals: [{ what: 'Step 1: text' }] });
      for (const group of literals)
        for (const literal of group.literals)
          for (const part of literal.text.split(' · ')) expect(text).toContain(JSON.stringify(part).slice(1, -1));
      const all = await client().call('exportWebhooks', { query: {} });
      expect(all.literals.at(-1)?.literals[0]?.text).toContain(webhook.name);
    });

    it('EX2 publishes the JSON Schema of the file', async () => {
      const schema = await client().call('webhookFileSchema', {});
      expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    });

    it('a webhook that is gone is NOT_FOUND', async () => {
      expect(await client().refused('exportWebhook', { params: { id: 'whk_gone' } })).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('NOT_EXPORTABLE where a flow uses a field that was deleted, and says which', async () => {
      const { field, flow, webhook } = await openBookings();
      const steps = [{ id: 'set1', kind: 'set-field' as const, field: field.key, value: null }];
      await client().call('updateFlow', {
        params: { key: flow.key },
        body: { config: FlowConfigSchema.parse({ steps }), version: flow.version },
      });
      await client().call('deleteField', { params: { key: field.key }, query: { force: 'true' } });
      const refusal = await client().refused('exportWebhook', { params: { id: webhook.id } });
      expect(refusal).toMatchObject({ status: 409, code: 'NOT_EXPORTABLE' });
      expect(refusal.message).toContain(field.key);
      await client().call('deleteWebhook', { params: { id: webhook.id } });
    });
  });

  describe('importing', () => {
    it('I3 EX3 gives the same bytes after export, import on an empty Fieldhook, and export', async () => {
      await openBookings();
      const { text } = await client().call('exportWebhooks', { query: {} });
      const other = await startEngine();
      onTestFinished(async () => void (await other.stop()));
      const ask = async (path: string, init?: RequestInit) =>
        (await other.engine.fetch(new Request(`http://fieldhook.test/api/webhook-file${path}`, init))).json();
      await ask('/import', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
      expect((await ask('')).text).toBe(text);
    });

    it('EX2 a plan writes nothing', async () => {
      const { webhook } = await openBookings();
      const { text } = await exportOf(webhook.id);
      const before = await everything();
      await client().call('planImport', { body: { text } });
      expect(await everything()).toEqual(before);
    });

    it('EX2 leaves out what is here already', async () => {
      const { webhook } = await openBookings();
      const { text } = await exportOf(webhook.id);
      const plan = await client().call('planImport', { body: { text } });
      expect(plan.webhooks).toMatchObject([{ state: 'same', action: 'skip', changes: [] }]);
      expect(plan.fields).toMatchObject([{ state: 'unused' }]);
      expect(plan.flows).toMatchObject([{ state: 'same', action: 'keep', isUsed: false, changes: [] }]);
    });

    it('EX2 makes a webhook beside one of its name, switched off, with an address of its own', async () => {
      const { webhook, field, flow } = await openBookings();
      const text = (await exportOf(webhook.id)).text.replace('$.phone', '$.mobile');
      const plan = await client().call('planImport', { body: { text } });
      expect(plan.webhooks).toMatchObject([
        {
          state: 'different',
          action: 'create',
          changes: [{ what: 'Phone', before: '$.phone', after: '$.mobile', isPath: true }],
        },
      ]);
      const done = await client().call('importWebhooks', { body: { text } });
      expect(done).toMatchObject({ webhooks: [{ name: `${webhook.name} (2)` }], fields: [], flows: [] });
      const made = await client().call('getWebhook', { params: { id: done.webhooks[0]!.id } });
      expect(made).toMatchObject({ active: false, flow: flow.key, fields: [{ field: field.key }] });
      expect(made.secrets.some(({ isSet }) => isSet)).toBe(false);
      expect(made.token).not.toBe(webhook.token);
    });

    it('EX2 takes the place of another one only when asked: it keeps its address and is switched off', async () => {
      const { webhook } = await openBookings();
      await client().call('updateWebhook', { params: { id: webhook.id }, body: { active: true } });
      const text = (await exportOf(webhook.id)).text.replace('$.phone', '$.mobile');
      const replace = (version: number) => ({
        text,
        choices: { webhooks: { 0: { action: 'replace' as const, id: webhook.id, version } } },
      });
      expect(await client().refused('importWebhooks', { body: replace(webhook.version + 1) })).toMatchObject({
        status: 409,
        code: 'STALE',
      });
      await client().call('importWebhooks', { body: replace(webhook.version) });
      const now = await client().call('getWebhook', { params: { id: webhook.id } });
      expect(now).toMatchObject({ token: webhook.token, active: false, version: webhook.version + 1 });
      expect(now.identity.phone).toBe('$.mobile');
    });

    it('EX2 replaces a flow only when asked: a new version of it, and who starts it is switched off', async () => {
      const { webhook, flow } = await openBookings();
      await client().call('updateWebhook', { params: { id: webhook.id }, body: { active: true } });
      const text = (await exportOf(webhook.id)).text.replace('See you at', 'We see you at');
      const choices = (version: number) => ({
        webhooks: { 0: { action: 'skip' as const } },
        flows: { [flow.key]: { action: 'replace' as const, key: flow.key, version } },
      });
      expect(await client().call('planImport', { body: { text } })).toMatchObject({
        flows: [{ state: 'different', action: 'create', changes: [{ what: 'Step 1' }] }],
      });
      expect(await client().call('getFlow', { params: { key: flow.key } })).toMatchObject({ version: flow.version });
      expect(
        await client().refused('importWebhooks', { body: { text, choices: choices(flow.version + 1) } }),
      ).toMatchObject({ status: 409, code: 'STALE' });
      const body = { text, choices: choices(flow.version) };
      expect((await client().call('planImport', { body })).flows).toMatchObject([
        { action: 'replace', switchesOff: [webhook.name] },
      ]);
      expect(await client().call('importWebhooks', { body })).toEqual({
        webhooks: [],
        fields: [],
        flows: [{ key: flow.key, name: flow.name, action: 'replace' }],
        switchedOff: [{ id: webhook.id, name: webhook.name }],
      });
      expect(await client().call('getFlow', { params: { key: flow.key } })).toMatchObject({
        name: flow.name,
        version: flow.version + 1,
        steps: [{ text: expect.stringMatching(/^We see you at/) }],
      });
      expect(await client().call('getWebhook', { params: { id: webhook.id } })).toMatchObject({
        active: false,
        version: webhook.version,
      });
    });

    it('EX2 keeps a flow that does something else when asked, and starts it', async () => {
      const { webhook, flow } = await openBookings();
      const text = (await exportOf(webhook.id)).text
        .replace('See you at', 'We see you at')
        .replace('$.phone', '$.mobile');
      const choices = { flows: { [flow.key]: { action: 'keep' as const } } };
      const done = await client().call('importWebhooks', { body: { text, choices } });
      expect(done).toMatchObject({ webhooks: [{ action: 'create' }], flows: [], switchedOff: [] });
      const made = await client().call('getWebhook', { params: { id: done.webhooks[0]!.id } });
      expect(made.flow).toBe(flow.key);
      expect(await client().call('getFlow', { params: { key: flow.key } })).toMatchObject({ version: flow.version });
    });

    it('EX2 makes a field beside one of another type, and follows it in rows and texts', async () => {
      const { webhook, field } = await openBookings();
      const text = (await exportOf(webhook.id)).text.replace('"datetime"', '"text"');
      const done = await client().call('importWebhooks', {
        body: { text, choices: { webhooks: { 0: { action: 'create' } } } },
      });
      const made = done.fields[0]!;
      expect(made.key).not.toBe(field.key);
      const copy = await client().call('getWebhook', { params: { id: done.webhooks[0]!.id } });
      expect(copy.fields).toMatchObject([{ field: made.key }]);
      const flow = await client().call('getFlow', { params: { key: copy.flow! } });
      expect(flow.steps).toMatchObject([{ text: `See you at {{ field.${made.key} }}.` }]);
    });

    it('EX2 takes another field of the same type when asked, and refuses one of another type', async () => {
      const { webhook, field } = await openBookings();
      const { text } = await exportOf(webhook.id);
      const other = await client().call('createField', { body: { name: `Other ${count}`, type: 'datetime' } });
      const wrong = await client().call('createField', { body: { name: `Wrong ${count}`, type: 'json' } });
      const choosing = (key: string) => ({ text, choices: { fields: { [field.key]: key } } });
      const plan = await client().call('planImport', { body: choosing(other.key) });
      expect(plan).toMatchObject({
        webhooks: [{ state: 'different' }],
        fields: [{ state: 'existing', to: other.key }],
      });
      expect(await client().refused('planImport', { body: choosing(wrong.key) })).toMatchObject({
        code: 'INVALID_INPUT',
        details: [{ pointer: `/choices/fields/${field.key}` }],
      });
    });

    it('reads the settings of a chatbot platform as they are written on its page', async () => {
      const text =
        'Name: Moved over\nUser Ns:\nPhone: $.payload.phone\nEmail = $.payload.email\nVisit (date) ← $.payload.day\n';
      const done = await client().call('importWebhooks', { body: { text } });
      const made = await client().call('getWebhook', { params: { id: done.webhooks[0]!.id } });
      expect(made).toMatchObject({
        name: 'Moved over',
        active: false,
        identity: { userNs: null, phone: '$.payload.phone', email: '$.payload.email' },
        fields: [{ field: 'visit', path: '$.payload.day' }],
      });
    });

    it('takes the settings of a chatbot platform as a form, and says at which input it is wrong', async () => {
      const form = {
        name: 'Typed in',
        identity: { email: '$.payload.email' },
        fields: [{ name: 'Size: feet', type: 'number' as const, path: '$.payload.size' }],
      };
      expect(await client().call('planImport', { body: { form } })).toMatchObject({
        source: 'settings-form',
        webhooks: [{ name: 'Typed in', action: 'create' }],
        fields: [{ name: 'Size: feet', type: 'number', state: 'new' }],
      });
      const done = await client().call('importWebhooks', { body: { form } });
      const made = await client().call('getWebhook', { params: { id: done.webhooks[0]!.id } });
      expect(made).toMatchObject({ active: false, identity: { email: '$.payload.email' } });
      const faulty = { ...form, identity: { email: '$.payload.email[' } };
      expect(await client().refused('planImport', { body: { form: faulty } })).toMatchObject({
        code: 'INVALID_INPUT',
        details: [{ pointer: '/form/identity/email', column: 17 }],
      });
    });

    it('takes a text or a form, not both and not neither', async () => {
      const form = { name: 'Both', identity: { email: '$.email' } };
      for (const body of [{}, { form, text: 'Name: Both' }])
        expect(await client().refused('planImport', { body })).toMatchObject({ code: 'INVALID_INPUT' });
    });
  });

  describe('hostile files', () => {
    const file = (change: object) =>
      JSON.stringify({ format: 'fieldhook-webhooks', version: 1, webhooks: [{ name: 'A', config: {} }], ...change });
    it.each([
      { title: 'nothing', text: ' ', says: /nothing in this file/ },
      { title: 'other JSON', text: '{"a":1}', says: /not a file of Fieldhook webhooks/ },
      { title: 'a list', text: '[]', says: /not a file of Fieldhook webhooks/ },
      { title: 'a cut file', text: file({}).slice(0, -4), says: /cannot be read/ },
      { title: 'a newer version', text: file({ version: 2 }), says: /made by a newer Fieldhook/ },
      { title: 'no version', text: file({ version: 'x' }), says: /does not say which version/ },
      {
        title: 'a repeated key',
        text: file({}).replace('"version":1', '"version":1,"version":1'),
        says: /“version” twice/,
      },
      {
        title: 'a prototype key',
        text: file({}).replace('{"name"', '{"__proto__":{"a":1},"name"'),
        says: /\/webhooks\/0\/__proto__/,
      },
      {
        title: 'deep nesting',
        text: file({ x: 0 }).replace('"x":0', `"x":${'['.repeat(9000)}${']'.repeat(9000)}`),
        says: /cannot be read/,
      },
      { title: 'an unknown key', text: file({ token: 'x' }), says: /not right/, pointer: '/token' },
      { title: 'a wrong type', text: file({ webhooks: 7 }), says: /not right/, pointer: '/webhooks' },
      {
        title: 'a faulty path',
        text: file({ webhooks: [{ name: 'A', config: { identity: { phone: '$.a[' } } }] }),
        says: /not right/,
        pointer: '/webhooks/0/config/identity/phone',
      },
      {
        title: 'a row of a missing field',
        text: file({ webhooks: [{ name: 'A', config: { fields: [{ field: 'gone', path: '$.a' }] } }] }),
        says: /field “gone”, which is not in the file/,
        pointer: '/webhooks/0/config/fields/0/field',
      },
      {
        title: 'a missing flow',
        text: file({ webhooks: [{ name: 'A', config: { flow: 'gone' } }] }),
        says: /flow “gone”, which is not in the file/,
        pointer: '/webhooks/0/config/flow',
      },
      {
        title: 'a flow that names a missing field',
        text: file({
          flows: [
            { key: 'f', name: 'F', config: { steps: [{ id: 'set1', kind: 'set-field', field: 'gone', value: null }] } },
          ],
        }),
        says: /The flow “F” uses the field “gone”/,
        pointer: '/flows/0/config/steps',
      },
      {
        title: 'two flows of one key',
        text: file({ flows: ['F', 'G'].map((name) => ({ key: 'f', name, config: { steps: [] } })) }),
        says: /twice|more than once/,
      },
      {
        title: 'two fields of one key',
        text: file({ fields: ['F', 'G'].map((name) => ({ key: 'f', name, type: 'text' })) }),
        says: /twice|more than once/,
      },
      {
        title: 'a flow that comes back to a step of its own',
        text: file({
          flows: [
            {
              key: 'f',
              name: 'F',
              config: {
                steps: ['x', 'y'].map((tag) => ({ id: 'same', kind: 'tag', action: 'add', tag })),
              },
            },
          ],
        }),
        says: /not right|twice|more than once/,
      },
      { title: 'a form without a name', text: 'Phone: $.a', says: /Give the webhook a name/ },
      { title: 'a form that makes no sense', text: 'hello', says: /Line 1/ },
    ])('I1 EX2 refuses $title and writes nothing', async ({ text, says, pointer }) => {
      const before = await everything();
      for (const route of ['planImport', 'importWebhooks'] as const) {
        const refusal = await client().refused(route, { body: { text } });
        expect(refusal).toMatchObject({ code: 'INVALID_INPUT', ...(pointer && { details: [{ pointer }] }) });
        expect(refusal.message).toMatch(says);
      }
      expect(await everything()).toEqual(before);
    });

    it('I1 EX2 refuses 50 MB before reading it', async () => {
      const refusal = await client().refused('planImport', { unsent: 50_000_000 });
      expect(refusal).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    });
  });
}
