/**
 * Keeps the public address open. The tunnel is hostile ground: the relay reads everything and may change it, may hand our address to
 * somebody else and may die without a sign. So nothing is believed that has not come back through the address itself: a question under an
 * address that only our receiver knows, every 20 s (TN3 asks for 30 at most) and after every error. A wrong answer is an alarm, no answer
 * twice is a loss, and what is lost is opened again, later and later (TN2). No fault of a provider leaves this folder.
 */
import type { TunnelStatus } from '#shared/contract/health.ts';
import type { TokenTunnel, TunnelChoice } from '#shared/contract/settings.ts';
import { assertNever } from '#shared/errors.ts';
import { cloudflared } from './cloudflared.ts';
import type { KeptName } from './kept-name.ts';
import { localtunnel } from './localtunnel.ts';
import { ngrok } from './ngrok.ts';
import type { NgrokServer } from './ngrok-thread.ts';
import { none } from './none.ts';
import { ownAddress } from './own-address.ts';
import type { Provider } from './provider.ts';
import { type OpenableProvider, type SessionOptions, TunnelSession } from './session.ts';

export interface TunnelOptions extends SessionOptions {
  /** Address of localtunnel's relay, without a slash at the end. */
  relay: string;
  keptName: KeptName;
  /** The owner's token for a provider; null where none is stored. */
  tokenOf: (provider: TokenTunnel) => Promise<string | null>;
  /** Folders with the programs of providers, as in PATH. */
  searchPath: () => string;
  /** See NgrokOptions. */
  ngrokThread: URL | null;
  ngrokServer: NgrokServer | null;
  /** False keeps the address closed whatever is chosen (`--no-tunnel`). */
  isAllowed: boolean;
}

export class Tunnel {
  readonly #options: TunnelOptions;
  #status: TunnelStatus;
  #port: number | null = null;
  #session: { abort: AbortController; running: TunnelSession; ended: Promise<void> } | null = null;
  #changing: Promise<void> = Promise.resolve();

  constructor(options: TunnelOptions) {
    this.#options = options;
    this.#status = off(
      options.isAllowed
        ? 'The public address is closed.'
        : 'This time, Fieldhook was started without a public address.',
    );
  }

  status(): TunnelStatus {
    return this.#status;
  }

  /** Begins to keep the chosen address open for the receiver on `port`. */
  async start(choice: TunnelChoice, port: number): Promise<void> {
    if (!this.#options.isAllowed) return;
    this.#port = port;
    await this.choose(choice);
  }

  /** Works with another choice from now on. Resolves when it has been taken over, without waiting for the network; before the start, nothing happens. */
  choose(choice: TunnelChoice): Promise<void> {
    return this.#change(() => {
      const provider = this.#provider(choice);
      if (this.#port === null) return;
      if (isOpenable(provider)) this.#begin(provider, this.#port);
      else this.#say(off('There is no public address. Only programs on this computer reach the receiver.'));
    });
  }

  /** Asks through the address now, or opens it now: the computer was asleep, say. Nothing happens while it is closed. */
  check(): void {
    this.#session?.running.hurry();
  }

  /** Closes the address, also when the provider does not answer. */
  stop(): Promise<void> {
    return this.#change(() => {
      this.#port = null;
      this.#status = off('The public address is closed.');
    });
  }

  /** Ends the session, then does `next`; one change after the other. */
  #change(next: () => void): Promise<void> {
    const changing = this.#changing.then(async () => {
      const session = this.#session;
      this.#session = null;
      session?.abort.abort();
      await session?.ended;
      next();
    });
    // Whoever asked hears of a failure; the next change begins anew.
    this.#changing = changing.catch(() => undefined);
    return changing;
  }

  #begin(provider: OpenableProvider, port: number): void {
    const abort = new AbortController();
    const options = { ...this.#options, onStatus: (status: TunnelStatus) => this.#say(status) };
    const running = new TunnelSession(provider, port, options, abort.signal);
    this.#session = { abort, running, ended: running.run() };
  }

  #say(status: TunnelStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }

  #provider(choice: TunnelChoice): Provider {
    switch (choice.provider) {
      case 'none':
        return none;
      case 'own-address':
        return ownAddress(choice.url);
      case 'localtunnel':
        return localtunnel({ ...this.#options, subdomain: choice.subdomain });
      case 'cloudflared':
        return cloudflared({
          token: this.#tokenOf(choice.provider),
          searchPath: this.#options.searchPath(),
          url: choice.url,
        });
      case 'ngrok':
        return ngrok({ ...this.#options, token: this.#tokenOf(choice.provider), domain: choice.domain });
      default:
        return assertNever(choice);
    }
  }

  #tokenOf(provider: TokenTunnel): () => Promise<string | null> {
    return () => this.#options.tokenOf(provider);
  }
}

function isOpenable(provider: Provider): provider is OpenableProvider {
  return provider.open !== null;
}

function off(sentence: string): TunnelStatus {
  const { name, promise } = none;
  return { state: 'off', provider: name, url: null, sentence, promise, nextTryAt: null, checkedAt: null };
}
