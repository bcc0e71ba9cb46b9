import type { TunnelStatus } from '#shared/contract/health.ts';

/** One way to be reached from the internet. */
export interface Provider {
  readonly name: TunnelStatus['provider'];
  /** What it can see and what it promises, in one plain sentence or two (TN5). */
  readonly promise: string;
  /**
   * Opens the way to the receiver. Rejects with a TunnelFault; when `signal` aborts it lets go of everything and rejects. That it opened
   * proves nothing yet: the supervisor asks through the address before it says so. Null where there is nothing to open.
   */
  readonly open: ((request: OpenRequest) => Promise<OpenTunnel>) | null;
}

export interface OpenRequest {
  /** The receiver's port on 127.0.0.1. */
  port: number;
  signal: AbortSignal;
  /** To be called when the provider itself notices that the tunnel is lost. `sentence` is for the owner. */
  onLost: (sentence: string) => void;
}

export interface OpenTunnel {
  /** Without a slash at the end. */
  url: string;
  /** Something the owner should know about this address; null when there is nothing. */
  remark: string | null;
  /** Safe to call more than once, and after the tunnel was lost. */
  close(): void;
}

/** An attempt that failed for a reason the owner can be told in one plain sentence. */
export class TunnelFault extends Error {
  /** It goes by itself in a moment: the wait for it need not grow with those before. */
  readonly isBrief: boolean;

  constructor(sentence: string, { isBrief = false, ...options }: { cause?: unknown; isBrief?: boolean } = {}) {
    super(sentence, options);
    this.name = 'TunnelFault';
    this.isBrief = isBrief;
  }
}
