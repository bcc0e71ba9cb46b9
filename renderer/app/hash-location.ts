import { useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';

/**
 * Where the owner is, kept after the `#` so that one page serves every route, both under app:// and under the loopback host. The
 * query stays behind the `#` too (`#/log?webhook=whk_1`): links to a filtered list can be copied, and leaving the list leaves it.
 */
export function parseHash(hash: string): { path: string; search: string } {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  return { path: `/${path}`, search };
}

function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const from = location.href;
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL: from, newURL: location.href }));
}

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}

/** For wouter's Router: `hook` and `searchHook`. */
export const useHashPath: BaseLocationHook = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(subscribe, () => parseHash(location.hash).path), navigate],
  { hrefs: (href: string) => `#${href}` },
);

export const useHashSearch = (): string => useSyncExternalStore(subscribe, () => parseHash(location.hash).search);
