import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FlowConfig } from '#shared/contract/flow.ts';
import { RAW_ROUTES, ROUTES } from '#shared/contract/routes.ts';
import type { DoorClient } from './door-client.ts';

/** A value that a second request replaced, the one that the person has now, one of an item of a list, and one of a file of contacts. */
const MARKS = ['Quorvexine', 'Zyxmarkerol', 'Wumblethrax', 'Plindomorfe'];
/** Read by an identifier from the place of the private value. */
const IDENTIFIER = 'Krelgovantin';

/** Answers in which private values may stand, and why. Whatever is not here is looked through, routes that are added too. */
const ALLOWED: Record<string, string> = {
  [RAW_ROUTES.deliveryBody]:
    'the raw bytes, which the owner asks for as a file: “as received” would not be true of others',
  [ROUTES.getSample.path]: 'the request that the editor maps: nobody can map what is not there',
};

/** Where people are told by their identifiers: a CRM Contact Id is what the owner finds somebody by, wherever it came from. */
const TELLS_IDENTIFIERS: readonly string[] = [
  ROUTES.listContacts.path,
  ROUTES.getContact.path,
  ROUTES.getConflict.path,
  RAW_ROUTES.contactsCsv,
  RAW_ROUTES.contactsJson,
];

const GET_PATHS = [
  ...Object.values(ROUTES).flatMap(({ method, path }) => (method === 'GET' ? [path] : [])),
  ...Object.values(RAW_ROUTES),
];

const STEPS = [
  {
    ...{ id: 'pay1', kind: 'condition', yes: [], no: [] },
    test: { operand: { of: 'payload', path: '$.finding' }, comparison: 'is-not', value: 'nothing' },
  },
  {
    ...{ id: 'fld1', kind: 'condition', yes: [], no: [] },
    test: { operand: { of: 'field', field: 'diagnosis' }, comparison: 'is-not', value: 'nothing' },
  },
  { id: 'cop1', kind: 'set-field', field: 'copy', value: 'It is {{ field.diagnosis }}.' },
  { id: 'set1', kind: 'set-field', field: 'diagnosis', value: '{{ field.diagnosis }}' },
  {
    ...{ id: 'snd1', kind: 'send', channel: 'email', subject: 'About {{ field.diagnosis }}' },
    text: 'Your {{ field.diagnosis | upcase }}, or {{ payload.finding }}.',
  },
  { id: 'snd2', kind: 'send', channel: 'sms', text: 'You wrote {{ payload.finding | truncate: 9 }}' },
  { id: 'wai1', kind: 'wait', wait: { kind: 'after', minutes: 600 } },
];

/** As long as `expect.poll`, which there is in tests only. */
const WAITS = { timeout: 30_000, interval: 20 };
const WAITING = { state: 'waiting' };

export function maskedEverywhereCases(client: () => DoorClient): void {
  let news = '';
  let bookmark = '';
  /** By the beginning of a path. */
  const ids: Record<string, string[]> = {};

  const quiet = async (quietHours: { from: string; to: string } | null) => {
    for (const { channel, settings } of await client().call('listChannels', {})) {
      if (channel !== 'sms' && channel !== 'email') continue;
      await client().call('putChannel', { params: { channel }, body: { ...settings, quietHours } });
    }
  };
  afterAll(() => quiet(null));

  beforeAll(async () => {
    const call = client().call.bind(client());
    // Messages are held, so that they can be looked at as they would go out.
    const hour = (later: number) => `${String((new Date().getUTCHours() + later) % 24).padStart(2, '0')}:00`;
    await quiet({ from: hour(13), to: hour(12) });
    const reader = await client().events();
    bookmark = await reader.bookmark();
    await reader.close();
    for (const name of ['Diagnosis', 'Notes', 'Copy']) await call('createField', { body: { name, type: 'text' } });
    const flow = await call('createFlow', {
      body: { name: 'After a finding', config: { steps: STEPS } as unknown as FlowConfig },
    });
    const webhook = await client().webhook({
      identity: { email: '$.email', crmContactId: '$.id' },
      profile: { firstName: '$.first' },
      fields: [
        { field: 'diagnosis', path: '$.finding' },
        { field: 'notes', path: '$.finding' },
      ],
      flow: flow.key,
    });
    const deliveries: string[] = [];
    const people: string[] = [];
    const post = async (to: typeof webhook, body: unknown, header = 'none') => {
      const delivery = await client().deliver(to, body, 'application/json', { 'x-finding': header });
      deliveries.push(delivery.id);
      if (delivery.contact) people.push(delivery.contact.userNs);
      return delivery;
    };
    for (const finding of MARKS.slice(0, 2))
      await post(webhook, { email: 'jane@example.com', first: 'Jane', finding }, finding);
    const list = await client().webhook({
      itemsPath: '$.list',
      identity: { email: '$.list[*].email' },
      fields: [{ field: 'diagnosis', path: '$.list[*].finding' }],
      flow: flow.key,
    });
    await post(list, { list: [{ email: 'item@example.com', finding: MARKS[2] }] });
    const same = await client().webhook({
      identity: { crmContactId: '$.finding', email: '$.email', phone: '$.phone' },
      identification: 'careful',
      fields: [{ field: 'diagnosis', path: '$.finding' }],
    });
    await post(same, { finding: IDENTIFIER, email: 'joe@example.com' });
    const { conflict } = await post(same, { finding: IDENTIFIER, email: 'jane@example.com', phone: '+441174960171' });
    const file = await call('openContactImport', { body: { text: `email,diagnosis\nfile@example.com,${MARKS[3]}\n` } });
    await call('runContactImport', {
      params: { id: file.id },
      body: {
        ...{
          targets: [{ slot: 'email' }, { field: 'diagnosis' }],
          onMatch: 'fill-blanks',
          numberFormat: 'point',
          dryRun: false,
        },
      },
    });
    await vi.waitFor(async () => {
      expect(await call('getContactImport', { params: { id: file.id } })).toMatchObject({ state: 'done' });
    }, WAITS);
    const replayed = await call('replayDelivery', { params: { id: deliveries[1]! }, body: { dryRun: false } });
    if (!replayed.dryRun) deliveries.push(replayed.replay.id);
    const runsOf = async () => (await call('listRuns', { query: { limit: 200 } })).items;
    await vi.waitFor(async () => expect(await runsOf()).toMatchObject([WAITING, WAITING, WAITING]), WAITS);
    await call('putSample', {
      params: { id: webhook.id },
      body: {
        text: JSON.stringify({ finding: MARKS[0] }),
        contentType: 'application/json',
        deliveryId: deliveries[0]!,
      },
    });
    // Nothing was private so far, so everything that was written quotes the values.
    const told = JSON.stringify([await runsOf(), (await call('listMessages', { query: {} })).items]);
    for (const mark of MARKS.slice(0, 3)) expect(told).toContain(mark);
    await call('updateField', { params: { key: 'diagnosis' }, body: { isPrivate: true } });
    const made = await call('startExport', { body: { of: 'log', query: {} } });
    await vi.waitFor(async () => expect(await call('listExports', {})).toMatchObject([{ state: 'ready' }]), WAITS);
    Object.assign(ids, {
      '/api/exports/:id': [made.id],
      '/api/webhooks/:id': [webhook.id, list.id, same.id],
      '/api/deliveries/:id': deliveries,
      '/api/contacts/:userNs': people,
      '/api/conflicts/:id': [conflict?.id],
      '/api/contact-imports/:id': [file.id],
      '/api/flows/:key': [flow.key],
      '/api/runs/:id': (await runsOf()).map(({ id }) => id),
      '/api/messages/:id/preview': (await call('listMessages', { query: { state: 'held' } })).items.map(({ id }) => id),
      '/api/messages/:id': (await call('listMessages', { query: {} })).items.map(({ id }) => id),
    });
    const past = await client().events(bookmark);
    await call('createLogView', {
      body: { name: 'The end', filter: { webhook: null, outcome: null, contact: null, time: null, text: null } },
    });
    while (!news.includes('log-views')) news += JSON.stringify(await past.next());
    await past.close();
  });

  /** What a route answers of everything that there is. */
  const answersOf = async (path: string): Promise<string[]> => {
    if (path === RAW_ROUTES.events) return [news];
    const begins = Object.keys(ids).find((known) => path.startsWith(known));
    const placed =
      begins === undefined ? [path] : ids[begins]!.map((id) => path.replace(/:\w+/, encodeURIComponent(id)));
    // A new route with an id of another noun has to be given one above.
    for (const address of placed) expect(address).not.toContain(':');
    return Promise.all(
      placed.map(async (address) => {
        const answer = await client().door.fetch(
          `${address}${path === ROUTES.exportWebhook.path || path === ROUTES.exportWebhooks.path ? '?sample=masked' : ''}`,
        );
        const text = await answer.text();
        expect({ address, status: answer.status, text: answer.ok ? '' : text }).toMatchObject({ status: 200 });
        return text;
      }),
    );
  };

  describe('LG3 what was made private later, and is quoted all over', () => {
    it.each(GET_PATHS.filter((path) => !(path in ALLOWED)))('does not stand in what %s answers', async (path) => {
      const answers = (await answersOf(path)).join('\n');
      const found = MARKS.filter((mark) => answers.toLowerCase().includes(mark.toLowerCase()));
      expect(found).toEqual([]);
      // As it begins, where a text is cut.
      expect(answers).not.toContain(MARKS[0]!.slice(0, 6));
      if (!TELLS_IDENTIFIERS.includes(path)) expect(answers).not.toContain(IDENTIFIER);
    });

    it.each(Object.keys(ALLOWED))('does stand in what %s answers, so the exception is needed', async (path) => {
      const found: string[] = [];
      const begins = Object.keys(ids).find((known) => path.startsWith(known))!;
      for (const id of ids[begins]!) found.push(await (await client().door.fetch(path.replace(/:\w+/, id))).text());
      expect(found.join('\n')).toContain(MARKS[0]);
    });

    it.each(['/api/contacts', '/api/deliveries', '/api/runs', '/api/messages'])(
      'leaves the rest of %s',
      async (path) => {
        expect((await answersOf(path)).join()).toContain('Jane');
      },
    );

    it('is not told by an error either: those quote what came with the call, names, and whom people are found by', async () => {
      const refused = client().refused.bind(client());
      const first = (path: string) => ids[path]![0]!;
      const userNs = first('/api/contacts/:userNs');
      const errors = await Promise.all([
        refused('resolveConflict', {
          params: { id: first('/api/conflicts/:id') },
          body: { choice: 'pick', userNs: 'nobody' },
        }),
        refused('deleteFlow', { params: { key: first('/api/flows/:key') } }),
        refused('releaseDelivery', { params: { id: first('/api/deliveries/:id') } }),
        refused('deleteField', { params: { key: 'diagnosis' } }),
        refused('updateContact', { params: { userNs }, body: { email: 'item@example.com' } }),
        refused('updateContact', { params: { userNs }, body: { fields: { diagnosis: MARKS[1], nothing: 'x' } } }),
      ]);
      for (const { code } of errors) expect(code).not.toBe('INTERNAL');
      const said = JSON.stringify(errors).toLowerCase();
      expect([...MARKS, IDENTIFIER].filter((mark) => said.includes(mark.toLowerCase()))).toEqual([]);
    });

    it('is shown where that is asked for', async () => {
      const shown = async (path: string) => (await client().door.fetch(`${path}?private=shown`)).text();
      expect(await shown(`/api/contacts/${ids['/api/contacts/:userNs']![0]}`)).toContain(MARKS[1]);
      expect(await shown(`/api/deliveries/${ids['/api/deliveries/:id']![0]}`)).toContain(MARKS[0]);
      const messages = await Promise.all(ids['/api/messages/:id']!.map((id) => shown(`/api/messages/${id}`)));
      expect(messages.join()).toContain(MARKS[0]!.toUpperCase());
    });

    it('is hidden in its place in flows, and what else they say is not', async () => {
      const runs = (await client().call('listRuns', { query: {} })).items;
      const [first] = runs.filter(({ contact }) => contact?.label === 'Jane');
      expect(first?.steps.map(({ step, sentence }) => [step, sentence])).toEqual([
        ['pay1', 'Yes: it looks at a private value.'],
        ['fld1', 'Yes: it looks at a private value.'],
        ['cop1', 'A field was set to a private value.'],
        ['set1', 'A field was set to a private value.'],
        ['snd1', 'The message was made.'],
        ['snd2', expect.any(String)],
        ['wai1', expect.stringContaining('aits')],
      ]);
    });

    it('LG2 is not found by the search any more, and the rest of its request is', async () => {
      const found = async (text: string) =>
        (await client().call('listDeliveries', { query: { text } })).items.map(({ id }) => id);
      // The log is indexed behind everything else.
      await expect.poll(() => found('jane@example.com')).not.toEqual([]);
      for (const mark of MARKS) await expect.poll(() => found(mark)).toEqual([]);
      await client().call('updateField', { params: { key: 'diagnosis' }, body: { isPrivate: false } });
      await expect.poll(() => found(MARKS[0]!)).toContain(ids['/api/deliveries/:id']![0]);
    });
  });
}
