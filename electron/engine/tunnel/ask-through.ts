import type { Probe } from '../probe.ts';
import { type Fetch, readStart } from './network.ts';

/** What stood at the other end of the public address. */
export type Verdict = 'ours' | 'foreign' | 'interstitial' | 'unreachable';

/** Much longer than the answer to a probe: what answers more is not ours. In bytes. */
const LONGEST_ANSWER = 4096;
/**
 * A page of the relay's own that stands before the address and wants a click of whoever comes: localtunnel's answers 511 and names the header
 * that passes it, ngrok's names its code. Senders do not click.
 */
const INTERSTITIAL_STATUS = 511;
const INTERSTITIAL = /bypass-tunnel-reminder|ngrok-skip-browser-warning|ERR_NGROK_6024/i;
/** What Fieldhook says at an address it does not know. Behind our own address, that is another Fieldhook. */
const OTHER_FIELDHOOK = '{"status":"not-found"}';

/**
 * Asks a question through the public address that only our own receiver can answer (TN3). Relays and proxies speak for themselves with
 * 404, 408, 429 and 5xx: that is no answer. Anything else that is not the expected answer comes from a stranger.
 */
export async function askThrough(
  url: string,
  probe: Pick<Probe, 'path' | 'expected'>,
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
): Promise<Verdict> {
  try {
    // A new connection each time: one kept from before could still work where no new sender gets through. The public relay shows a page
    // of its own to what looks like a browser; the other header says that we know.
    const headers = { connection: 'close', 'bypass-tunnel-reminder': '1' };
    const answer = await fetch(`${url}${probe.path}`, { headers, signal, redirect: 'manual', cache: 'no-store' });
    const text = await readStart(answer, LONGEST_ANSWER);
    if (answer.status === 200 && text === probe.expected) return 'ours';
    if (answer.status === INTERSTITIAL_STATUS || INTERSTITIAL.test(text)) return 'interstitial';
    return speaksForItself(answer.status) && text !== OTHER_FIELDHOOK ? 'unreachable' : 'foreign';
  } catch {
    return 'unreachable';
  }
}

function speaksForItself(status: number): boolean {
  return status >= 500 || status === 404 || status === 408 || status === 429;
}
