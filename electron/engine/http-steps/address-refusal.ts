import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Of an address in brackets (IPv6) or without. */
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

/** Hosts that may have private addresses, in small letters. */
export type AllowedHosts = readonly string[];

/** Why this address is not requested, as far as it can be told before its name is looked up; null where nothing is against it. */
export function addressRefusal(
  { protocol, hostname, username, password }: URL,
  allowedHosts: AllowedHosts,
): string | null {
  if (protocol !== 'http:' && protocol !== 'https:') return `Only web addresses may be requested, not ${protocol}`;
  if (username !== '' || password !== '') return 'An address with a name and password in it is not requested.';
  const host = bare(hostname);
  // Node does not look up what is an address already.
  return isIP(host) === 0 || isAllowed(host, allowedHosts) || isPublicAddress(host) ? null : sayPrivate(host);
}

/**
 * What a flow that asks this host will be refused with, for whoever writes it: beside `addressRefusal`, names that no public name server knows
 * (RFC 6761, 6762, 8375, and `.internal`), and names without a dot.
 */
export function hostRefusal(origin: string, allowedHosts: AllowedHosts): string | null {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (url === null) return 'The address is not a web address.';
  const refusal = addressRefusal(url, allowedHosts);
  if (refusal !== null || isAllowed(url.hostname, allowedHosts) || isIP(bare(url.hostname)) !== 0) return refusal;
  return isInsideName(url.hostname) ? sayPrivate(url.hostname) : null;
}

export function isAllowed(host: string, allowedHosts: AllowedHosts): boolean {
  return allowedHosts.includes(host.toLowerCase());
}

export function sayPrivate(host: string): string {
  return `${host} is inside your own network. Allow it in the settings if this is meant.`;
}

function isInsideName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(name);
}
