import { expect, it } from 'vitest';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { MOST_TESTS } from '#shared/contract/webhook-test.ts';
import type { DoorClient } from './door-client.ts';

const PAYLOAD = {
  phone: '+44 20 7946 0123',
  start: '2026-07-01T09:30:00Z',
  vip: true,
  day: '24/12/2026',
  note: 'Jane Doe is ill',
};

export function webhookTestsCases(client: () => DoorClient): void {
  let count = 0;
  const open = async () => {
    count += 1;
    const field = async (name: string, type: 'datetime' | 'date' | 'boolean') =>
      (await client().call('createField', { body: { name: `${name} of test ${count}`, type } })).key;
    const [start, vip, day] = [
      await field('Start', 'datetime'),
      await field('Vip', 'boolean'),
      await field('Day', 'date'),
    ];
    const config: WebhookConfig = WebhookConfigSchema.parse({
      identity: { phone: '$.phone' },
      fields: [
        { field: start, path: '$.start' },
        { field: vip, path: '$.vip' },
        { field: day, path: '$.day', pattern: 'dd/MM/yyyy' },
      ],
    });
    const webhook = await client().call('createWebhook', { body: { name: `Tested ${count}`, config } });
    return { webhook, config, start, vip, day, params: { id: webhook.id } };
  };
  const source = { text: JSON.stringify(PAYLOAD) };
  const make = (id: string, name = 'A booking') =>
    client().call('createTest', { params: { id }, body: { name, source } });

  it('EX1 makes a test of a payload in which nothing is left that somebody wrote', async () => {
    const { webhook, start, vip, day, params } = await open();
    const { test, uncovered } = await make(webhook.id);
    expect(test).toMatchObject({ name: 'A booking', result: { passes: true, differences: [] } });
    expect(JSON.stringify(test)).not.toMatch(/7946|Jane|2026-07/);
    expect(test.expected).toEqual([
      {
        identity: { phone: '+441174960000' },
        profile: {},
        fields: { [start]: '2026-01-15T09:30:00.000Z', [vip]: 'false', [day]: '2026-01-01' },
      },
    ]);
    expect(uncovered).toEqual([]);
    expect(await client().call('listTests', { params })).toEqual([test]);
  });

  it('a webhook that is made with the tests of another has them as its own', async () => {
    const { webhook, config, params } = await open();
    const { test } = await make(webhook.id);
    const body = { name: `${webhook.name} (copy)`, config, testsOf: webhook.id };
    const copy = await client().call('createWebhook', { body });
    const [copied, ...others] = await client().call('listTests', { params: { id: copy.id } });
    expect(others).toEqual([]);
    expect(copied).toEqual({ ...test, id: expect.not.stringContaining(test.id) });
    await client().call('deleteTest', { params: { ...params, testId: test.id } });
    expect(await client().call('listTests', { params: { id: copy.id } })).toHaveLength(1);
    const missing = await client().refused('createWebhook', { body: { ...body, testsOf: 'whk_none' } });
    expect(missing).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('EX1 makes one of a request in the log, and of none of another webhook', async () => {
    const { webhook } = await open();
    const other = await open();
    await client().call('startListening', { params: { id: webhook.id } });
    const delivery = await client().deliver(webhook, PAYLOAD);
    const body = { name: 'From the log', source: { deliveryId: delivery.id } };
    const made = await client().call('createTest', { params: { id: webhook.id }, body });
    expect(made.test.expected[0]?.identity).toEqual({ phone: '+441174960000' });
    expect(await client().refused('createTest', { params: other.params, body })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('PR5 runs them with a draft, says what is not read any more, and changes nothing', async () => {
    const { config, start, params } = await open();
    const { test } = await make(params.id);
    const draft = {
      ...config,
      fields: config.fields.map((row) => ({ ...row, path: row.path.replace('start', 'from') })),
    };
    const [ran] = await client().call('runTests', { params, body: { config: draft } });
    expect(ran?.result).toMatchObject({
      passes: false,
      differences: [{ what: expect.stringContaining('Start'), expected: test.expected[0]?.fields[start], now: null }],
    });
    expect((await client().call('listTests', { params }))[0]?.result.passes).toBe(true);
    const update = { params: { ...params, testId: test.id }, body: { name: 'Renamed', expect: { config: draft } } };
    expect(await client().call('updateTest', update)).toMatchObject({ name: 'Renamed', result: { passes: true } });
    expect((await client().call('runTests', { params, body: { config: draft } }))[0]?.result.passes).toBe(true);
  });

  it('deletes a test, and takes it back as it was', async () => {
    const { params } = await open();
    const { test } = await make(params.id);
    await client().call('deleteTest', { params: { ...params, testId: test.id } });
    expect(await client().call('listTests', { params })).toEqual([]);
    const { id: _, result: __, ...plain } = test;
    const back = await client().call('createTest', { params, body: { test: plain } });
    expect(back.test).toMatchObject({ ...plain, result: { passes: true } });
    expect(await client().refused('deleteTest', { params: { ...params, testId: test.id } })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('keeps only so many, and none of what cannot be read', async () => {
    const { params } = await open();
    for (let made = 0; made < MOST_TESTS; made += 1) await make(params.id, `Test ${made}`);
    const one = (text: string) =>
      client().refused('createTest', { params, body: { name: 'One more', source: { text } } });
    expect(await one('{}')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await one('{')).toMatchObject({ code: 'NOTHING_TO_PREVIEW' });
  });

  it('EX1 go along in the file and are run before anything is imported; EX3 the same bytes come out again', async () => {
    const { webhook, params } = await open();
    await make(webhook.id, 'In the file');
    const { text, literals } = await client().call('exportWebhook', { params, query: {} });
    expect(JSON.parse(text).webhooks[0].tests).toMatchObject([{ name: 'In the file', expected: [{ profile: {} }] }]);
    expect(literals.flatMap((group) => group.literals)).toContainEqual(
      expect.objectContaining({ what: 'Tests', text: 'In the file' }),
    );
    const without = await client().call('exportWebhook', { params, query: { tests: 'none' } });
    expect(without.text).not.toContain('In the file');
    const broken = text.replace('$.start', '$.from');
    const plan = await client().call('planImport', { body: { text: broken } });
    expect(plan.webhooks[0]?.tests).toMatchObject([{ name: 'In the file', result: { passes: false } }]);
    await client().call('deleteWebhook', { params });
    const good = await client().call('planImport', { body: { text } });
    expect(good.webhooks[0]?.tests).toMatchObject([{ result: { passes: true } }]);
    const imported = await client().call('importWebhooks', { body: { text } });
    const again = await client().call('exportWebhook', { params: { id: imported.webhooks[0]!.id }, query: {} });
    expect(again.text).toBe(text);
  });

  it('EX2 a file in which only the tests differ is told as such, and replaces them where the owner says so', async () => {
    const { webhook, params } = await open();
    await make(webhook.id, 'Mine');
    const text = (await client().call('exportWebhook', { params, query: {} })).text.replaceAll('Mine', 'Theirs');
    const plan = await client().call('planImport', { body: { text } });
    expect(plan.webhooks[0]).toMatchObject({
      state: 'different',
      changes: [{ what: 'Tests', before: 'Mine', after: 'Theirs' }],
    });
    const replace = { action: 'replace' as const, id: webhook.id, version: webhook.version };
    await client().call('importWebhooks', { body: { text, choices: { webhooks: { 0: replace } } } });
    expect((await client().call('listTests', { params })).map(({ name }) => name)).toEqual(['Theirs']);
  });

  it('EX2 a file whose test names a field that it does not have is refused with the place', async () => {
    const { webhook, start, params } = await open();
    await make(webhook.id);
    const { text } = await client().call('exportWebhook', { params, query: {} });
    const bad = text.replace(`"${start}": "2026-01-15T09:30:00.000Z"`, '"elsewhere": "2026-01-15T09:30:00Z"');
    expect(await client().refused('planImport', { body: { text: bad } })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ pointer: '/webhooks/0/tests/0/expected' }],
    });
  });
}
