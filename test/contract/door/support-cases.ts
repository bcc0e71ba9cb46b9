import { beforeAll, expect, it } from 'vitest';
import { ROUTES } from '#shared/contract/routes.ts';
import type { SupportBundle } from '#shared/contract/support-bundle.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { DoorClient } from './door-client.ts';

/** What belongs to somebody: each stands in the data folder, and none of it in a bundle. */
const PERSONAL = {
  'a name': 'Perpetua Quillfeather',
  'an e-mail address': 'perpetua@quillfeather.example',
  'a phone number': '+441174960188',
  'a value of a request': 'Wobbegong',
  'a private value': 'Chrysoprase',
  'a name of a webhook': 'Perpetuas Anmeldung',
  'a name of a field': 'Perpetuas Befund',
  'a text of a message': 'Liebe Perpetua',
  'a name of a flow': 'Perpetuas Ablauf',
  'the business': 'Quillfeather & Sons',
  'an address of the owner': 'owner@quillfeather.example',
  'a host in the network': 'printer.quillfeather.example',
  'a secret': 'whsec_cGVycGV0dWEtcXVpbGxmZWF0aGVyLXNlY3JldA==',
  'a word in a path': 'Perpetua frage',
  'an address in a path': 'key@quillfeather.example',
  'a number in a path': '4417496018',
};

export function supportCases(client: () => DoorClient): void {
  let webhook: Webhook;
  let bundle: SupportBundle;
  let text: string;

  beforeAll(async () => {
    const call = client().call.bind(client());
    const settings = await call('getSettings', {});
    await call('putSettings', {
      body: {
        ...settings,
        businessName: PERSONAL['the business'],
        ownEmails: [PERSONAL['an address of the owner']],
        allowedHosts: [PERSONAL['a host in the network']],
      },
    });
    const field = await call('createField', {
      body: { name: PERSONAL['a name of a field'], type: 'text', isPrivate: true },
    });
    const words = await call('createField', { body: { name: 'Words', type: 'text' } });
    const more = await call('createField', { body: { name: 'More', type: 'number' } });
    const flow = await call('createFlow', {
      body: {
        name: PERSONAL['a name of a flow'],
        config: {
          steps: [
            {
              id: 'snd1',
              kind: 'send',
              channel: 'sms',
              subject: '',
              text: `${PERSONAL['a text of a message']}, hello.`,
            },
          ] as never,
        },
      },
    });
    webhook = await client().webhook(
      {
        identity: { email: '$.email', phone: '$.phone' },
        profile: { name: '$.name', lastName: `$.answers[?'${PERSONAL['a word in a path']}'==@.key].value` },
        fields: [
          { field: field.key, path: `$.answers[?@.key=='${PERSONAL['a word in a path']}'].value` },
          {
            field: words.key,
            path: '$.word',
            transforms: [{ kind: 'default', text: PERSONAL['a value of a request'] }],
          },
          { field: more.key, path: `$['${PERSONAL['an address in a path']}'].n${PERSONAL['a number in a path']}` },
        ],
        flow: flow.key,
      },
      PERSONAL['a name of a webhook'],
    );
    await call('putSecret', { params: { id: webhook.id, name: 'secret' }, body: { value: PERSONAL['a secret'] } });
    const delivery = await client().deliver(webhook, {
      name: PERSONAL['a name'],
      email: PERSONAL['an e-mail address'],
      phone: PERSONAL['a phone number'],
      word: PERSONAL['a value of a request'],
      answers: [{ key: PERSONAL['a word in a path'], value: PERSONAL['a private value'] }],
    });
    expect(delivery.outcome).toBe('processed');
    await client().post(webhook, 'not JSON');
    await call('makeBackup', {});
    bundle = await call('getSupportBundle', {});
    text = await (await client().door.fetch(ROUTES.getSupportBundle.path)).text();
  });

  it.each(Object.entries(PERSONAL))('LG3 %s is not in the support bundle', (_, mark) => {
    expect(text.toLowerCase()).not.toContain(mark.toLowerCase());
    for (const part of mark.split(/[\s@&=]+/).filter((word) => word.length > 7)) expect(text).not.toContain(part);
  });

  it('LG3 neither are tokens, addresses, ids and the folder', async () => {
    const { dataDir } = await client().call('getHealth', {});
    const [contact] = (await client().call('listContacts', { query: {} })).items;
    for (const mark of [
      webhook.token,
      webhook.token.slice(0, 8),
      webhook.address,
      webhook.id,
      contact!.userNs,
      dataDir,
    ]) {
      expect(text).not.toContain(mark);
    }
    expect(text).not.toMatch(/https?:\/\/|127\.0\.0\.1|[a-z]{3}_[a-z0-9]{21}/);
  });

  it('says how Fieldhook is set up and how it is doing', () => {
    expect(bundle).toMatchObject({
      format: 'fieldhook-support',
      versions: { fieldhook: '0.0.0-test', node: process.versions.node, electron: null },
      settings: { provider: expect.any(String), ownEmails: 1, ownPhones: 0, allowedHosts: 1 },
      health: { isListening: true, isProcessing: true, intake: { state: 'open', reason: null } },
      counts: { contacts: 1, fields: 3, privateFields: 1, flows: 1, faultyFlows: 0, webhooks: 1, conflicts: 0 },
      backups: [{ reason: 'by-hand', checked: true }],
      outages: [],
    });
    expect(bundle.versions.schema).toBeGreaterThan(0);
    expect(bundle.settings.channels).toContainEqual({ channel: 'sms', mode: 'test' });
    expect(bundle.messages).toContainEqual(expect.objectContaining({ channel: 'sms', mode: 'test', count: 1 }));
  });

  it('says where webhooks read and what becomes of it, by number', () => {
    expect(bundle.webhooks).toMatchObject([
      {
        number: 1,
        isActive: true,
        proof: 'none',
        identity: { phone: '$.phone', email: '$.email' },
        profile: { name: '$.name', lastName: "$.answers[?'…'==@.key].value" },
        rows: [
          { path: "$.answers[?@.key=='…'].value", type: 'text', isPrivate: true, transforms: [] },
          { path: '$.word', type: 'text', isPrivate: false, transforms: ['default'] },
          { path: "$['…'].n…", type: 'number', isPrivate: false },
        ],
        startsFlow: true,
      },
    ]);
  });

  it('counts the outcomes of the last 24 hours by hour', () => {
    expect(bundle.hours).toHaveLength(24);
    const counted = bundle.hours.flatMap(({ outcomes }) => Object.values(outcomes)).reduce((sum, one) => sum + one, 0);
    expect(counted).toBeGreaterThanOrEqual(1);
  });

  it('has what the engine noted, without the texts of it', () => {
    expect(bundle.log).toContainEqual(
      expect.objectContaining({ level: 'info', event: 'receiver-listening', facts: {} }),
    );
  });
}
