import { Agent, request } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import autocannon from 'autocannon';

/** About 2 KB, the size of a typical booking. */
export const PAYLOAD = JSON.stringify({
  event: 'booking.created',
  created_at: '2026-03-02T09:30:00.000Z',
  payload: {
    id: 'bk_5f2a91',
    invitee: { first_name: 'Ada', last_name: 'Byron', email: 'ada.byron@example.com', phone: '+441174960123' },
    service: { name: 'First visit', minutes: 45, price: '65.00', currency: 'GBP' },
    start: '2026-03-09T14:00:00Z',
    notes: 'x'.repeat(1600),
  },
});

const REQUEST: Omit<autocannon.Options, 'url'> = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: PAYLOAD,
  // As many as Fieldhook takes on one (limits.ts): autocannon mixes up its times when it is not the one who closes.
  reconnectRate: 100,
};

/** Posts PAYLOAD over keep-alive connections. Gives accepted requests per second and the 99th percentile of the answer in ms. */
export async function load(
  url: string,
  connections: number,
  seconds: number,
): Promise<{ perSecond: number; p99Ms: number; accepted: number }> {
  const result = refuseFaults(await autocannon({ ...REQUEST, url, connections, duration: seconds }));
  return { perSecond: result['2xx'] / result.duration, p99Ms: result.latency.p99, accepted: result['2xx'] };
}

/**
 * Posts PAYLOAD `perSecond` times a second, evenly and whether or not the one before has been answered, until `isOver` or the seconds are over.
 * autocannon would begin each second with all that its rate allows. How long each waited for its whole answer, also for a connection, in ms.
 */
export async function steadyLoad(
  { url, connections, seconds, perSecond }: { url: string; connections: number; seconds: number; perSecond: number },
  isOver: () => boolean,
): Promise<{ p99Ms: number; maxMs: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(PAYLOAD) };
  const post = () =>
    new Promise<number>((resolve, reject) => {
      const begun = performance.now();
      request(url, { agent, method: 'POST', headers }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`The load met a ${answer.statusCode}.`));
        answer.resume().once('end', () => resolve(performance.now() - begun));
      })
        .once('error', reject)
        .end(PAYLOAD);
    });
  const waits: Promise<number>[] = [];
  const begun = performance.now();
  while (waits.length < perSecond * seconds && !isOver()) {
    const due = begun + (waits.length * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await after(early);
    waits.push(post());
  }
  const sorted = (await Promise.all(waits)).toSorted((one, other) => one - other);
  agent.destroy();
  return { p99Ms: sorted[Math.ceil(sorted.length * 0.99) - 1]!, maxMs: sorted.at(-1)! };
}

function refuseFaults(result: autocannon.Result): autocannon.Result {
  const { non2xx, errors } = result;
  if (non2xx + errors > 0) {
    throw new Error(`The load met ${non2xx} refusals and ${errors} errors; the figure would mean nothing.`);
  }
  return result;
}
