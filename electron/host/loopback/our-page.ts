import { isSafe, type Knock } from './knock.ts';

/** The header that only a script of our own page can add: any other page would have to ask first, and is never allowed to. */
export const CSRF_HEADER = 'x-fieldhook-csrf';

/**
 * Whether our own page sent this. What changes something must prove it by Origin and the extra header; reading must only not come from elsewhere: a browser sends no Origin with a
 * same-origin GET, and `none` with an address typed by the person.
 */
export function cameFromOurPage(knock: Pick<Knock, 'method' | 'hosts' | 'header'>): boolean {
  const { hosts, header } = knock;
  const origin = header('origin');
  const site = header('sec-fetch-site');
  const isOurs = origin === `http://${hosts[0]}`;
  if (!isSafe(knock)) return isOurs && (site === null || site === 'same-origin') && header(CSRF_HEADER) !== null;
  return (origin === null || isOurs) && (site === null || site === 'same-origin' || site === 'none');
}
