import type { Provider } from './provider.ts';

/** The owner's own way in: a reverse proxy or a forwarded port. There is nothing to open, only an address to watch. */
export function ownAddress(url: string): Provider {
  return {
    name: 'own-address',
    promise:
      'Requests come in through your own address. Whoever runs what stands between it and this computer can read them.',
    open: async () => ({ url: url.replace(/\/+$/, ''), remark: null, close: () => undefined }),
  };
}
