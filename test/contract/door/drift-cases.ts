import { expect, it } from 'vitest';
import { PRIVATE_MASK } from '#shared/contract/field.ts';
import type { DoorClient } from './door-client.ts';

export function driftCases(client: () => DoorClient): void {
  it('PR5 tells of a row that its sender has moved, in the list, the log and the dry run, proposes its new path, and holds what depends on it', async () => {
    await client().call('createField', { body: { name: 'Booked for', type: 'datetime' } });
    await client().call('createFlow', {
      body: {
        name: 'Confirm',
        config: {
          steps: [
            { id: 'aaaa', kind: 'send', channel: 'email', subject: 'Hi', text: '{{ field.booked_for }}' },
            { id: 'bbbb', kind: 'send', channel: 'email', subject: 'Hi', text: 'Thank you' },
          ],
        },
      },
    });
    const config = {
      identity: { email: '$.client.email' },
      fields: [{ field: 'booked_for', path: '$.booking.start' }],
      flow: 'confirm',
    };
    const webhook = await client().webhook(config);
    const { id } = webhook;
    const who = { email: 'jane@mail.example' };
    const listed = async () => (await client().call('listWebhooks', {})).find((row) => row.id === id)?.drifts;
    for (let day = 1; day <= 8; day += 1) {
      await client().deliver(webhook, { client: who, booking: { start: `2026-03-0${day}T09:00:00Z`, room: 'A' } });
    }
    expect(await client().call('listDriftedRows', { params: { id } })).toEqual([]);
    expect(await listed()).toEqual([]);

    const moved = { client: who, booking: { starts_at: '2026-04-01T09:00:00Z', room: 'A' } };
    const shown = await client().deliver(webhook, moved);
    const told = { about: { kind: 'field', field: 'booked_for', name: 'Booked for' }, change: 'vanished' };
    expect(shown.receipt?.drifts).toMatchObject([told]);
    expect(await listed()).toMatchObject([{ ...told, sentence: 'Not found in the last request, before in all.' }]);
    expect(await client().call('listDriftedRows', { params: { id } })).toMatchObject([
      {
        ...told,
        path: '$.booking.start',
        holds: ['aaaa'],
        deliveryId: shown.id,
        proposal: {
          path: '$.booking.starts_at',
          value: '2026-04-01T09:00:00Z',
          reason: 'New in the requests, and the name is alike.',
        },
      },
    ]);
    const [other, held] = (await client().call('listMessages', { query: { deliveryId: shown.id } })).items;
    expect(held).toMatchObject({ state: 'held', reason: 'drifted', text: '8 March 2026, 09:00' });
    expect(held?.sentence).toBe(
      'The request that started it was not as the earlier ones: “Booked for” (not found in this request, before in all), used by this message.',
    );
    expect(other).toMatchObject({ text: 'Thank you' });
    expect(other?.state).not.toBe('held');

    const source = { text: JSON.stringify(moved) };
    const dryRun = await client().call('preview', { params: { id }, body: { config, source } });
    expect(dryRun.receipt.messages).toMatchObject([{ blocked: { reason: 'drifted' } }, { blocked: null }]);
    const mended = { ...config, fields: [{ field: 'booked_for', path: '$.booking.starts_at' }] };
    const dryRunMended = await client().call('preview', { params: { id }, body: { config: mended, source } });
    expect(dryRunMended.receipt.messages).toMatchObject([
      { blocked: null, text: '1 April 2026, 10:00' },
      { blocked: null },
    ]);

    await client().call('updateWebhook', { params: { id }, body: { config: mended } });
    expect(await listed()).toEqual([]);
    expect(await client().call('listDriftedRows', { params: { id } })).toEqual([]);
    const after = await client().deliver(webhook, moved);
    expect(after.receipt?.drifts).toBeUndefined();
    // What waited is filled in anew with what the mended row has filed.
    const released = await client().call('releaseMessage', { params: { id: held!.id } });
    expect(released).toMatchObject({ text: '1 April 2026, 10:00', reason: null });
    expect(released.state).not.toBe('held');
  });

  it('PR5 tells of a place that the flow reads itself and its sender has moved, proposes the new one, and holds what depends on it', async () => {
    const stepsOf = (room: string) => ({
      steps: [
        {
          id: 'aaaa',
          kind: 'send' as const,
          channel: 'email' as const,
          subject: 'Hi',
          text: `See you{% case ${room} %}{% when "Red room" %} in the garden{% else %} upstairs{% endcase %}`,
        },
        {
          id: 'bbbb',
          kind: 'send' as const,
          channel: 'email' as const,
          subject: 'Hi',
          text: `Bring a friend{% if ${room} %} to the {{ ${room} }}{% endif %}`,
        },
      ],
    });
    const config = stepsOf('payload.booking.room');
    const { key } = await client().call('createFlow', { body: { name: 'Where to', config } });
    // A row reads the new place already: for the flow that is no reason against it.
    const identity = { email: '$.client.email' };
    const profile = { name: '$.booking.room_name' };
    const webhook = await client().webhook({ identity, profile, flow: key });
    const { id } = webhook;
    const listed = async () => (await client().call('listWebhooks', {})).find((row) => row.id === id)?.drifts;
    const who = { email: 'jane@mail.example' };
    for (let count = 0; count < 8; count += 1) {
      await client().deliver(webhook, { client: who, booking: { room: 'Blue room', hour: count } });
    }
    expect(await listed()).toEqual([]);

    const moved = { client: who, booking: { room_name: 'Red room', hour: 9 } };
    const shown = await client().deliver(webhook, moved);
    const told = { about: { kind: 'place', flow: key, name: 'Where to' }, path: '$.booking.room', change: 'vanished' };
    expect(shown.receipt?.places).toEqual({
      flow: key,
      name: 'Where to',
      read: [{ path: '$.booking.room', sent: null }],
    });
    expect(shown.receipt?.drifts).toMatchObject([told]);
    expect(await listed()).toMatchObject([{ ...told, sentence: 'Not found in the last request, before in all.' }]);
    expect(await client().call('listDriftedRows', { params: { id } })).toMatchObject([
      {
        ...told,
        holds: ['aaaa'],
        deliveryId: shown.id,
        proposal: { path: '$.booking.room_name', value: 'Red room' },
      },
    ]);
    const [other, held] = (await client().call('listMessages', { query: { deliveryId: shown.id } })).items;
    expect(held).toMatchObject({ state: 'held', reason: 'drifted', text: 'See you upstairs' });
    expect(other).toMatchObject({ text: 'Bring a friend' });
    expect(other?.state).not.toBe('held');

    const source = { text: JSON.stringify(moved) };
    const dryRun = await client().call('preview', {
      params: { id },
      body: { config: { identity, flow: key }, source },
    });
    expect(dryRun.receipt.messages).toMatchObject([{ blocked: { reason: 'drifted' } }, { blocked: null }]);

    await client().call('updateFlow', { params: { key }, body: { config: stepsOf('payload.booking.room_name') } });
    expect(await listed()).toEqual([]);
    expect(await client().call('listDriftedRows', { params: { id } })).toEqual([]);
    const after = await client().deliver(webhook, moved);
    expect(after.receipt?.drifts).toBeUndefined();
    const sent = (await client().call('listMessages', { query: { deliveryId: after.id } })).items.at(-1);
    expect(sent).toMatchObject({ text: 'See you in the garden' });
    expect(sent?.reason).not.toBe('drifted');
    await client().call('releaseMessage', { params: { id: held!.id } });
  });

  it('proposes a path for each item where a request lists many', async () => {
    const config = { itemsPath: '$.people', identity: { email: '$.people[*].email' } };
    const webhook = await client().webhook(config);
    const people = (key: string) => ({
      people: ['a', 'b', 'c', 'd'].map((name) => ({ [key]: `${name}@mail.example` })),
    });
    await client().deliver(webhook, people('email'));
    await client().deliver(webhook, people('email'));
    const shown = await client().deliver(webhook, people('mail'));
    expect(await client().call('listDriftedRows', { params: { id: webhook.id } })).toMatchObject([
      {
        sentence: 'Found in none of the last 4 items, before in all.',
        deliveryId: shown.id,
        proposal: { path: '$.people[*].mail', value: 'a@mail.example' },
      },
    ]);
  });

  it('LG3 a proposal for a private field does not show its value', async () => {
    await client().call('createField', { body: { name: 'Diagnosis', type: 'text', isPrivate: true } });
    const fields = [{ field: 'diagnosis', path: '$.diagnosis' }];
    const webhook = await client().webhook({ identity: { email: '$.email' }, fields });
    const who = { email: 'jane@mail.example' };
    for (let count = 0; count < 8; count += 1) await client().deliver(webhook, { ...who, diagnosis: 'Hay fever' });
    await client().deliver(webhook, { ...who, main_diagnosis: 'Hay fever' });
    const [row] = await client().call('listDriftedRows', { params: { id: webhook.id } });
    expect(row?.proposal).toMatchObject({ path: '$.main_diagnosis', value: PRIVATE_MASK });
  });

  it('LG3 a proposal for another row does not show what a private field has of the payload', async () => {
    await client().call('createField', { body: { name: 'Whole request', type: 'json', isPrivate: true } });
    const config = { identity: { email: '$.email' }, profile: { name: '$.name' }, payloadField: 'whole_request' };
    const webhook = await client().webhook(config);
    const who = { email: 'jane@mail.example' };
    for (let count = 0; count < 8; count += 1) await client().deliver(webhook, { ...who, name: 'Jane Doe' });
    await client().deliver(webhook, { ...who, full_name: 'Jane Doe' });
    const [row] = await client().call('listDriftedRows', { params: { id: webhook.id } });
    expect(row?.proposal).toMatchObject({ path: '$.full_name', value: PRIVATE_MASK });
  });

  it('refuses to tell of a webhook that is not there', async () => {
    expect(await client().refused('listDriftedRows', { params: { id: 'whk_nobody' } })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
}
