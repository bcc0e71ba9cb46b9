import { beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contract/contact.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { PRIVATE_MASK as MASK } from '#shared/contract/field.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import type { DoorClient } from './door-client.ts';

const SECRET = 'hay fever';

export function privateFieldsCases(client: () => DoorClient): void {
  let webhook: Webhook;
  let delivery: DeliveryDetail;
  let userNs: string;

  beforeAll(async () => {
    await client().call('createField', { body: { name: 'Diagnosis', type: 'text', isPrivate: true } });
    await client().call('createField', { body: { name: 'Colour', type: 'text' } });
    webhook = await client().webhook({
      identity: { email: '$.email' },
      fields: [
        { field: 'diagnosis', path: '$.finding' },
        { field: 'colour', path: '$.colour' },
      ],
    });
    delivery = await client().deliver(webhook, { email: 'jane@example.com', finding: SECRET, colour: 'green' });
    userNs = delivery.contact?.userNs ?? '';
  });

  const text = async (path: string) => (await client().door.fetch(path)).text();

  describe('LG3 a private value', () => {
    it('is masked on the person’s page and in the list, and shown on demand', async () => {
      const hidden = await client().call('getContact', { params: { userNs } });
      expect(hidden.fields).toMatchObject({ diagnosis: { text: MASK, original: null }, colour: { text: 'green' } });
      expect(JSON.stringify(await client().call('listContacts', { query: {} }))).not.toContain(SECRET);
      const shown = await client().call('getContact', { params: { userNs }, query: { private: 'shown' } });
      expect(shown.fields).toMatchObject({ diagnosis: { text: SECRET, deliveryId: delivery.id } });
    });

    it('is masked in what answers a change, which changes it all the same', async () => {
      const { userNs: other } = await client().call('createContact', { body: { name: 'Joe' } });
      const params = { userNs: other };
      const body = { fields: { diagnosis: 'asthma' } };
      const changed = await client().call('updateContact', { params, body });
      expect(changed.fields).toMatchObject({ diagnosis: { text: MASK } });
      const shown = await client().call('getContact', { params, query: { private: 'shown' } });
      expect(shown.fields).toMatchObject({ diagnosis: { text: 'asthma' } });
    });

    it('is masked among the earlier values of the person too, also where an open field held it', async () => {
      const { userNs: other } = await client().call('createContact', { body: { name: 'Jim' } });
      const params = { userNs: other };
      const change = (fields: Record<string, string | null>) =>
        client().call('updateContact', { params, body: { fields } });
      await change({ diagnosis: 'glaucoma', colour: 'as glaucoma' });
      await change({ diagnosis: 'cataract', colour: 'blue' });
      await change({ diagnosis: null, colour: 'red' });
      const history = await client().call('getContactHistory', { params });
      expect(history.earlier.filter(({ field }) => field === 'diagnosis')).toMatchObject([
        { text: MASK, original: null, by: 'hand', endedBy: 'clear' },
        { text: MASK, original: null, by: 'hand', endedBy: 'change' },
      ]);
      expect(history.earlier.filter(({ field }) => field === 'colour').map(({ text }) => text)).toContain('blue');
      expect(JSON.stringify(history)).not.toMatch(/glaucoma|cataract/);
      const timeline = await client().call('getContactTimeline', { params });
      const changes = timeline.items.flatMap((entry) => (entry.kind === 'change' ? entry.changes : []));
      expect(changes.filter((one) => one.of === 'field' && one.field === 'diagnosis')).toContainEqual(
        expect.objectContaining({ before: MASK, after: MASK }),
      );
      expect(JSON.stringify(timeline)).not.toMatch(/glaucoma|cataract/);
      const open = await client().call('getContactTimeline', { params, query: { private: 'shown' } });
      expect(JSON.stringify(open)).toMatch(/glaucoma/);
      const shown = await client().call('getContactHistory', { params, query: { private: 'shown' } });
      expect(shown.earlier.map(({ text }) => text).sort()).toEqual(['as glaucoma', 'blue', 'cataract', 'glaucoma']);
    });

    it('is masked in the log: receipt, payload and raw text, and shown on demand', async () => {
      const params = { id: delivery.id };
      expect(delivery).toMatchObject({
        hasHiddenValues: true,
        bodyText: null,
        parsed: { text: `{"email":"jane@example.com","finding":"${MASK}","colour":"green"}` },
      });
      expect(JSON.stringify(delivery)).not.toContain(SECRET);
      const shown = await client().call('getDelivery', { params, query: { private: 'shown' } });
      expect(shown).toMatchObject({ hasHiddenValues: false, bodyText: expect.stringContaining(SECRET) });
      expect(shown.receipt?.fields).toMatchObject([{ after: { text: SECRET } }, { after: { text: 'green' } }]);
    });

    it('is masked, as short as it may be, in a message that prints what it stands in', async () => {
      const steps = [
        { id: 'snd1', kind: 'send', channel: 'email', subject: 'Hi', text: '{{ payload.person | json }}' },
      ];
      const config = { steps } as unknown as FlowConfig;
      const { key: flow } = await client().call('createFlow', { body: { name: 'Echo', config } });
      const fields = [{ field: 'diagnosis', path: '$.person.answer' }];
      const echo = await client().webhook({ identity: { email: '$.email' }, fields, flow });
      const person = { answer: 'yes', size: 'XL' };
      const { id, receipt } = await client().deliver(echo, { email: 'echo@example.com', person, news: 'yes' });
      expect(receipt?.messages).toMatchObject([{ text: MASK }]);
      const ofIt = async () => (await client().call('listMessages', { query: { deliveryId: id } })).items;
      await expect.poll(ofIt).toMatchObject([{ subject: MASK, text: MASK }]);
      const shown = await client().call('getDelivery', { params: { id }, query: { private: 'shown' } });
      expect(shown.receipt?.messages).toMatchObject([{ text: expect.stringContaining('yes') }]);
    });

    it('is masked in what a replay would change', async () => {
      const answer = await client().call('replayDelivery', { params: { id: delivery.id }, body: { dryRun: true } });
      expect(JSON.stringify(answer)).not.toContain(SECRET);
      expect(JSON.stringify(answer)).toContain('green');
    });

    it('is masked in a merge', async () => {
      const other = await client().call('createContact', { body: { name: 'Joan', fields: { diagnosis: 'gout' } } });
      const body = { keep: userNs, from: other.userNs, dryRun: true };
      const { preview } = await client().call('mergeContacts', { body });
      expect(JSON.stringify(preview)).not.toMatch(/gout|hay fever/);
      expect(preview.fields).toContainEqual(
        expect.objectContaining({ field: 'diagnosis', value: { text: MASK, original: null } }),
      );
    });

    it('is masked item by item', async () => {
      const each = await client().webhook({
        itemsPath: '$',
        identity: { email: '$[*].email' },
        fields: [{ field: 'diagnosis', path: '$[*].finding' }],
      });
      const { id, parsed } = await client().deliver(each, [
        { email: 'one@example.com', finding: 'measles' },
        { email: 'two@example.com', finding: 'mumps!' },
      ]);
      expect(parsed).toMatchObject({ text: expect.not.stringMatching(/measles|mumps/) });
      const items = await client().call('listDeliveryItems', { params: { id }, query: {} });
      expect(items.items).toHaveLength(2);
      expect(JSON.stringify(items)).not.toMatch(/measles|mumps/);
      const shown = await client().call('listDeliveryItems', { params: { id }, query: { private: 'shown' } });
      expect(JSON.stringify(shown)).toMatch(/measles.*mumps/);
    });

    it('EX4 stays out of exported contacts unless it is asked for', async () => {
      const jsonOf = async (path: string): Promise<Contact[]> => JSON.parse(await text(path));
      const csv = await text(RAW_ROUTES.contactsCsv);
      expect(csv).toContain('"Colour"');
      expect(csv).not.toMatch(/Diagnosis|hay fever/);
      expect(await text(`${RAW_ROUTES.contactsCsv}?private=shown`)).toMatch(/"Diagnosis".*"hay fever"/s);
      const jane = (people: Contact[]) => people.find((contact) => contact.userNs === userNs)?.fields;
      expect(jane(await jsonOf(RAW_ROUTES.contactsJson))).toMatchObject({ diagnosis: { text: MASK } });
      expect(jane(await jsonOf(`${RAW_ROUTES.contactsJson}?private=shown`))).toMatchObject({
        diagnosis: { text: SECRET },
      });
      expect(await text(RAW_ROUTES.log)).not.toContain(SECRET);
    });

    it('EX1 travels as private with its webhook, without its words', async () => {
      await client().call('putSample', {
        params: { id: webhook.id },
        body: { text: '{"email":"j@example.com","finding":true}', contentType: 'application/json', deliveryId: null },
      });
      const file = await client().call('exportWebhook', { params: { id: webhook.id }, query: { sample: 'masked' } });
      const { fields, webhooks } = JSON.parse(file.text);
      expect(fields).toEqual([
        { key: 'diagnosis', name: 'Diagnosis', type: 'text', isPrivate: true },
        { key: 'colour', name: 'Colour', type: 'text' },
      ]);
      expect(JSON.parse(webhooks[0].sample.text)).toMatchObject({ finding: false });
    });
  });

  it('LG3 a request that came before a field was made private is masked too, and open again afterwards', async () => {
    const params = { key: 'colour' };
    await client().call('updateField', { params, body: { isPrivate: true } });
    const get = () => client().call('getDelivery', { params: { id: delivery.id } });
    expect(JSON.stringify(await get())).not.toContain('green');
    await client().call('updateField', { params, body: { isPrivate: false } });
    expect(JSON.stringify(await get())).toContain('green');
  });

  it.each(['getContact', 'getContactHistory', 'getDelivery'] as const)('%s refuses another wish', async (route) => {
    const params = route === 'getDelivery' ? { id: delivery.id } : { userNs };
    const error = await client().refused(route, { params, query: { private: 'maybe' } });
    expect(error).toMatchObject({ status: 422, details: [{ pointer: '/private' }] });
  });
}
