import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answering, fakeProvider } from '#test/contract/channels/fake-provider.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { activeWebhook, ask, emptyFolder, engineOn, post, until } from './start-on.ts';

const ADA = { email: 'ada@example.com' };
const HOUR = 3_600_000;

const healthOf = async (engine: ReturnType<typeof engineOn>) => (await ask(engine, 'GET', '/api/health')).body;
const backupsOf = async (engine: ReturnType<typeof engineOn>) => (await ask(engine, 'GET', '/api/backups')).body;

describe('the stored data while the engine runs', () => {
  it('a database that was moved away closes the receiver, and opens it when it is back', async () => {
    const dataDir = await emptyFolder();
    const clock = new ManualClock();
    const logged: string[] = [];
    const engine = engineOn(dataDir, { clock, log: (_, event) => logged.push(event) });
    await engine.start();
    const { address } = await activeWebhook(engine, { limit: null });
    const [file, elsewhere] = [join(dataDir, 'fieldhook.db'), join(dataDir, 'moved.db')];
    renameSync(file, elsewhere);
    clock.advance(5000);
    await until(
      () => healthOf(engine),
      ({ intake }) => intake.reason === 'database-moved',
    );
    const refused = await post(address, ADA);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    renameSync(elsewhere, file);
    clock.advance(5000);
    await until(
      () => healthOf(engine),
      ({ intake }) => intake.state === 'open',
    );
    expect((await post(address, ADA)).status).toBe(200);
    expect((await ask(engine, 'GET', '/api/deliveries')).body.items).toHaveLength(1);
    expect(logged).toEqual(expect.arrayContaining(['intake-holding', 'intake-open']));
  });

  it('while paused a sender is asked to come again and nothing is recorded; the pause ends when told, or at the next start', async () => {
    const dataDir = await emptyFolder();
    const first = engineOn(dataDir);
    await first.start();
    const { address } = await activeWebhook(first, { limit: null });
    await ask(first, 'POST', '/api/intake/pause');
    const refused = await post(address, ADA);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect((await ask(first, 'GET', '/api/deliveries')).body.items).toEqual([]);
    await ask(first, 'POST', '/api/intake/resume');
    expect((await post(address, ADA)).status).toBe(200);
    await ask(first, 'POST', '/api/intake/pause');
    await first.stop();

    const second = engineOn(dataDir);
    await second.start();
    expect(await healthOf(second)).toMatchObject({ intake: { state: 'open', reason: null } });
  });

  it('after three crashes it receives and stores only, until it is told to go on', async () => {
    const dataDir = await emptyFolder();
    const clock = new ManualClock();
    writeFileSync(join(dataDir, 'starts.json'), JSON.stringify([1, 2, 3].map((second) => clock.now() - second * 1000)));
    const engine = engineOn(dataDir, { clock });
    await engine.start();
    const { address } = await activeWebhook(engine);
    const { id } = await (await post(address, ADA)).json();
    expect(await healthOf(engine)).toMatchObject({ isProcessing: false, pending: 1 });
    expect(await ask(engine, 'POST', '/api/processing/resume')).toMatchObject({ body: { isProcessing: true } });
    const { body } = await until(
      () => ask(engine, 'GET', `/api/deliveries/${id}`),
      (answer) => answer.body.outcome !== null,
    );
    expect(body.outcome).toBe('processed');
  });

  it('after three crashes messages and requests of flows rest as well, and go on with the work', async () => {
    const { url, asked } = await fakeProvider(answering(200, {}));
    const dataDir = await emptyFolder();
    const clock = new ManualClock();
    writeFileSync(join(dataDir, 'starts.json'), JSON.stringify([1, 2, 3].map((second) => clock.now() - second * 1000)));
    const engine = engineOn(dataDir, { clock });
    await engine.start();
    const { body: settings } = await ask(engine, 'GET', '/api/settings');
    await ask(engine, 'PUT', '/api/settings', { ...settings, allowedHosts: [new URL(url).hostname] });
    const config = {
      steps: [
        { id: 's111', kind: 'send', channel: 'sms', text: 'Hello' },
        { id: 'h111', kind: 'http', url: `${url}/hook`, method: 'POST' },
      ],
    };
    const { body: flow } = await ask(engine, 'POST', '/api/flows', { name: 'Tell them', config });
    const { body: contact } = await ask(engine, 'POST', '/api/contacts', { phone: '+441174960123' });
    expect(await ask(engine, 'POST', `/api/flows/${flow.key}/start`, { contact: contact.userNs })).toMatchObject({
      status: 201,
    });
    const messages = async () => (await ask(engine, 'GET', '/api/messages')).body.items;
    expect(await messages()).toMatchObject([{ state: 'queued' }]);
    expect(asked).toEqual([]);
    await ask(engine, 'POST', '/api/processing/resume');
    await until(messages, ([message]) => message.state === 'sent');
    await until(
      async () => asked,
      ({ length }) => length === 1,
    );
    await until(
      async () => (await ask(engine, 'GET', '/api/runs')).body.items[0],
      ({ state }) => state === 'done',
    );
  });

  it('backs up at a start when the last is older than 15 minutes, and once a day', async () => {
    const dataDir = await emptyFolder();
    const clock = new ManualClock();
    const first = engineOn(dataDir, { clock });
    await first.start();
    expect((await backupsOf(first)).items).toEqual([]);
    await activeWebhook(first);
    await first.stop();

    const second = engineOn(dataDir, { clock });
    await second.start();
    const reasons = async (engine: typeof second) =>
      (await backupsOf(engine)).items.map(({ reason }: { reason: string }) => reason);
    // The first screen goes first.
    clock.advance(29_999);
    expect(await reasons(second)).toEqual([]);
    clock.advance(1);
    await until(
      () => reasons(second),
      ({ length }) => length === 1,
    );
    // One hour after the other, each when the round of the one before has ended.
    for (let hour = 0; hour < 24; hour += 1) {
      const waiting = clock.waiting;
      clock.advance(HOUR);
      await until(
        async () => clock.waiting,
        (count) => count >= waiting,
      );
    }
    await until(
      () => reasons(second),
      ({ length }) => length === 2,
    );
    expect(await reasons(second)).toEqual(['daily', 'start']);
    await second.stop();

    const third = engineOn(dataDir, { clock });
    await third.start();
    await third.stop();
    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(2);
  });

  it('restores at the next start what was asked for, and tells of it', async () => {
    const dataDir = await emptyFolder();
    const engine = engineOn(dataDir);
    await engine.start();
    await activeWebhook(engine);
    const { body: backup } = await ask(engine, 'POST', '/api/backups');
    await activeWebhook(engine);
    await ask(engine, 'POST', `/api/backups/${backup.id}/restore`);
    expect((await ask(engine, 'GET', '/api/webhooks')).body).toHaveLength(2);
    await engine.stop();
    await engine.start();
    expect((await ask(engine, 'GET', '/api/webhooks')).body).toHaveLength(1);
    expect((await healthOf(engine)).notices).toEqual([expect.stringMatching(/was put in place/)]);
  });

  it('restores a named file once, however often it is started', async () => {
    const dataDir = await emptyFolder();
    const source = engineOn(await emptyFolder());
    await source.start();
    await activeWebhook(source);
    const { body: backup } = await ask(source, 'POST', '/api/backups');
    const { folder } = await backupsOf(source);
    const engine = engineOn(dataDir, { restore: join(folder, `fieldhook-${backup.id}.db`) });
    await engine.start();
    await activeWebhook(engine);
    await engine.stop();
    await engine.start();
    expect((await ask(engine, 'GET', '/api/webhooks')).body).toHaveLength(2);
    expect(existsSync(join(dataDir, 'restore.json'))).toBe(false);
  });

  it('deletes what is older than the owner wants to keep it', async () => {
    const clock = new ManualClock();
    const engine = engineOn(await emptyFolder(), { clock });
    await engine.start();
    const { address } = await activeWebhook(engine);
    const { id } = await (await post(address, ADA)).json();
    await until(
      () => ask(engine, 'GET', `/api/deliveries/${id}`),
      ({ body }) => body.outcome !== null,
    );
    const { body: settings } = await ask(engine, 'GET', '/api/settings');
    const keep = (retention: object) =>
      ask(engine, 'PUT', '/api/settings', { ...settings, retention: { ...settings.retention, ...retention } });
    /** Lets hours pass until the answer is that it is gone. */
    const untilGone = (path: string) =>
      until(
        () => {
          clock.advance(HOUR);
          return engine.fetch(new Request(`http://fieldhook.test${path}`));
        },
        ({ status }) => status === 404,
      );
    await keep({ bodyDays: 1 });
    await untilGone(`/api/deliveries/${id}/body`);
    expect((await ask(engine, 'GET', `/api/deliveries/${id}`)).status).toBe(200);
    await keep({ bodyDays: 1, requestDays: 1 });
    await untilGone(`/api/deliveries/${id}`);
  });

  it('deletes what is old minutes after a start, for a computer that is never on for an hour', async () => {
    const clock = new ManualClock();
    const engine = engineOn(await emptyFolder(), { clock });
    await engine.start();
    const { address } = await activeWebhook(engine);
    const { id } = await (await post(address, ADA)).json();
    const entry = () => ask(engine, 'GET', `/api/deliveries/${id}`);
    await until(entry, ({ body }) => body.outcome !== null);
    const { body: settings } = await ask(engine, 'GET', '/api/settings');
    await ask(engine, 'PUT', '/api/settings', {
      ...settings,
      retention: { ...settings.retention, bodyDays: 1, requestDays: 1 },
    });
    await engine.stop();
    clock.advance(48 * HOUR);
    await engine.start();
    expect((await entry()).status).toBe(200);
    clock.advance(5 * 60_000);
    await until(entry, ({ status }) => status === 404);
  });
});
