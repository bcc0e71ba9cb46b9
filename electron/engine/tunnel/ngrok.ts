import { Worker } from 'node:worker_threads';
import { assertNever } from '#shared/errors.ts';
import type { NgrokSaid, NgrokServer, NgrokThreadData } from './ngrok-thread.ts';
import { type OpenRequest, type OpenTunnel, type Provider, TunnelFault } from './provider.ts';

export interface NgrokOptions {
  /** A domain that the owner has reserved at ngrok; null takes what ngrok gives. */
  domain: string | null;
  /** The token of the owner's account; null where none is stored. */
  token: () => Promise<string | null>;
  /** The program of the thread (ngrok-thread.ts, or what it was built to); null where the host brings none. */
  ngrokThread: URL | null;
  /** Null: ngrok's own. */
  ngrokServer: NgrokServer | null;
}

/** One after the other: threads share the client's connections, and only the end of the last one closes them. */
let ending: Promise<unknown> = Promise.resolve();

/** ngrok's client (`@ngrok/ngrok`), loaded only here. It passes bytes on as they are, over one connection to ngrok. */
export function ngrok({ domain, token, ngrokThread, ngrokServer }: NgrokOptions): Provider {
  async function open({ port, signal, onLost }: OpenRequest): Promise<OpenTunnel> {
    const given = await token();
    if (given === null) throw new TunnelFault('Your ngrok token is missing. Put it in under Settings, Public address.');
    if (ngrokThread === null) throw new TunnelFault(MISSING);
    await ending;
    signal.throwIfAborted();
    const workerData: NgrokThreadData = { token: given, domain, port, server: ngrokServer };
    return openByThread(new Worker(ngrokThread, { workerData, name: 'ngrok' }), { domain, signal, onLost });
  }

  return {
    name: 'ngrok',
    promise:
      domain === null
        ? 'ngrok passes the requests on and can read every one of them. Which address it gives is up to your account there.'
        : 'ngrok passes the requests on and can read every one of them. The domain is reserved for your account there.',
    open,
  };
}

function openByThread(
  worker: Worker,
  { domain, signal, onLost }: Pick<OpenRequest, 'signal' | 'onLost'> & { domain: string | null },
): Promise<OpenTunnel> {
  return new Promise((resolve, reject) => {
    let state: 'opening' | 'open' | 'over' = 'opening';
    const stop = () => {
      state = 'over';
      signal.removeEventListener('abort', onAbort);
      ending = worker.terminate();
    };
    const onAbort = () => {
      stop();
      reject(signal.reason);
    };
    const fail = (sentence: string) => {
      const before = state;
      stop();
      if (before === 'opening') reject(new TunnelFault(sentence));
      if (before === 'open') onLost(sentence);
    };
    signal.addEventListener('abort', onAbort);

    worker.on('message', (said: NgrokSaid) => {
      switch (said.kind) {
        case 'open':
          if (state !== 'opening') return;
          state = 'open';
          signal.removeEventListener('abort', onAbort);
          resolve({ url: said.url.replace(/\/+$/, ''), remark: null, close: stop });
          break;
        case 'missing':
          fail(MISSING);
          break;
        case 'refused':
          fail(refusal(said.code, domain));
          break;
        default:
          assertNever(said);
      }
    });
    // A thread that dies takes nobody along.
    worker.on('error', () => fail('Fieldhook’s part for ngrok has failed.'));
  });
}

const MISSING =
  process.platform === 'win32'
    ? 'Fieldhook’s part for ngrok cannot be loaded. It needs Microsoft’s “Visual C++ Redistributable”, which most computers have: install it, or choose another way.'
    : 'Fieldhook’s part for ngrok cannot be loaded on this computer. Choose another way.';

const TOKEN_CODES = ['105', '106', '107', '300', '4018'];
const DOMAIN_CODES = ['314', '319', '320', '7117', '7118'];

/** The codes are listed at ngrok.com/docs/errors. */
function refusal(code: string | null, domain: string | null): string {
  if (code === null) return 'ngrok cannot be reached.';
  if (TOKEN_CODES.includes(code)) return 'ngrok does not accept the token.';
  if (domain !== null && DOMAIN_CODES.includes(code)) return `The domain “${domain}” is not one of your ngrok account.`;
  if (code === '108')
    return 'Your ngrok account allows no further connection. End ngrok where else it runs, on another computer perhaps.';
  if (code === '334') return 'The address is already open from another computer, or still from before.';
  return `ngrok gave no address (it answered ERR_NGROK_${code}).`;
}
