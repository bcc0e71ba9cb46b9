import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/**
 * Why an address may not be requested, as far as it can be told without asking for its name; null: it may. `allowedHosts`, in small letters,
 * may lie inside the owner's network.
 */
export function refusalOf(
  { protocol, hostname, username, password }: URL,
  allowedHosts: readonly string[],
): string | null {
  if (protocol !== 'http:' && protocol !== 'https:') return `Only web addresses may be requested, not ${protocol}`;
  if (username !== '' || password !== '') return 'An address with a name and password in it is not requested.';
  const host = bare(hostname);
  // Node does not look up what is an address already.
  return isIP(host) === 0 || isAllowed(host, allowedHosts) || isPublicAddress(host) ? null : sayPrivate(host);
}

export function sayPrivate(host: string): string {
  return `${host} is inside your own network. Allow it in the settings if this is meant.`;
}

export function isAllowed(host: string, allowedHosts: readonly string[]): boolean {
  return allowedHosts.includes(host.toLowerCase());
}

/** IPv6 stands in brackets in an address. */
export function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
