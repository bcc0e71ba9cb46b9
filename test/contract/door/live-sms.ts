import { onTestFinished } from 'vitest';
import { answering, fakeProvider } from '#test/contract/channels/fake-provider.ts';
import { goLive } from '#test/contract/channels/go-live.ts';
import type { DoorClient } from './door-client.ts';

/** Until the test ends SMS is live, through a Twilio on loopback that keeps what it was asked. */
export async function liveSms(client: DoorClient) {
  const fake = await fakeProvider(answering(201, { sid: 'SM1' }));
  const params = { channel: 'sms' as const };
  await client.call('putChannelSecret', { params: { ...params, name: 'authToken' }, body: { value: 'made-up-token' } });
  const channels = await client.call('listChannels', {});
  const { settings } = channels.find(({ channel }) => channel === 'sms')!;
  const account = { accountSid: 'AC1', from: '+442079460000', baseUrl: fake.url };
  await goLive((path, init) => client.door.fetch(path, init), 'sms', { ...settings, quietHours: null, account });
  onTestFinished(async () => void (await client.call('putChannel', { params, body: settings })));
  return fake;
}
