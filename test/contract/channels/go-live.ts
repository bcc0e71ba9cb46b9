import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelSettings } from '#shared/contract/channel.ts';

type Door = (path: `/api/${string}`, init: RequestInit) => Promise<Response>;

const JSON_BODY = { 'content-type': 'application/json' };

/**
 * Sets a channel up and switches it to live. The test that this asks for goes through a provider that takes everything, which then makes room for
 * the one in `settings`: what is live stays live.
 */
export async function goLive(
  door: Door,
  channel: 'sms' | 'whatsapp' | 'messenger',
  settings: Partial<ChannelSettings>,
) {
  const at = `/api/channels/${channel}` as const;
  const ask = async (method: 'PUT' | 'POST', path: `/api/${string}`, body?: object) => {
    const { ok, status } = await door(path, {
      method,
      ...(body && { headers: JSON_BODY, body: JSON.stringify(body) }),
    });
    if (!ok) throw new Error(`${method} ${path} answered ${status}.`);
  };
  const provider = createServer(({ method }, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(method === 'POST' ? { sid: 'SM0', message_id: 'm_0' } : { status: 'delivered' }));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const proven = { ...settings, account: { ...settings.account, baseUrl } };
  await ask('PUT', at, { ...proven, mode: 'test' });
  await ask('POST', `${at}/test`, { to: channel === 'messenger' ? '7001' : '+441174960199' });
  await ask('POST', `${at}/test/outcome`);
  await ask('PUT', at, { ...proven, mode: 'live' });
  await ask('PUT', at, { ...settings, mode: 'live' });
  await new Promise<void>((resolve) => {
    provider.close(() => resolve());
    provider.closeAllConnections();
  });
}
