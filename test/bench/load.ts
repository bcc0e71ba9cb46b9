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

/** Posts PAYLOAD over keep-alive connections. Gives accepted requests per second and the 99th percentile of the answer in ms. */
export async function load(
  url: string,
  connections: number,
  seconds: number,
): Promise<{ perSecond: number; p99Ms: number; accepted: number }> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: PAYLOAD,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `The load met ${result.non2xx} refusals and ${result.errors} errors; the figure would mean nothing.`,
    );
  }
  return {
    perSecond: result['2xx'] / result.duration,
    p99Ms: result.latency.p99,
    accepted: result['2xx'],
  };
}
