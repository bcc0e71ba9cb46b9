const ADDRESS = /^(https?:\/\/)((?:[^/?#@]*@)?)([^/?#:]*|\[[^\]/?#]*\])((?::\d*)?)(.*)$/is;

/**
 * Twilio’s own SDK tries an address as it stands, as `URL` writes it, and with a query as old libraries wrote it; each without and with
 * the port, since what Twilio signs has changed over the years.
 */
export function twilioSpellings(url: string): readonly string[] {
  const normal = URL.parse(url)?.href ?? url;
  return [...new Set([url, normal, withOldQuery(normal)].flatMap((one) => [withoutPort(one), withPort(one)]))];
}

function withoutPort(url: string): string {
  return url.replace(ADDRESS, '$1$2$3$5');
}

function withPort(url: string): string {
  const [, scheme, user, host, port, rest] = ADDRESS.exec(url) ?? [];
  if (scheme === undefined || port) return url;
  return `${scheme}${user}${host}:${scheme.toLowerCase() === 'https://' ? 443 : 80}${rest}`;
}

/** The query taken apart and put together again: everything escaped that can be, values of one name side by side. */
function withOldQuery(url: string): string {
  const start = url.indexOf('?');
  if (start === -1 || start === url.length - 1) return url;
  const pairs = Map.groupBy(new URLSearchParams(url.slice(start + 1)), ([name]) => name).values();
  const query = [...pairs].flat().map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${url.slice(0, start + 1)}${query.join('&')}`;
}
