/**
 * Chromium knows no `app://`. So `app://fieldhook/x` is shown as `http://fieldhook.localhost/x`, which is a secure context and an origin of
 * its own just the same; who listens there is decided by the proxy of the window (see page-server.ts). Everything the app sees is app://.
 */
const SHOWN_AT = /^http:\/\/([a-z0-9.-]+)\.localhost(?=[/?#]|$)/;

export function toShown(address: string): string {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'app:') return address;
  return `http://${url.host}.localhost${url.pathname || '/'}${url.search}${url.hash}`;
}

export const toApp = (address: string): string => address.replace(SHOWN_AT, 'app://$1');
