import type { EXIT } from './exit-codes.ts';

/** A start that the host itself cannot complete, in words for the person. */
export class HostFault extends Error {
  readonly exit: keyof typeof EXIT;

  constructor(exit: keyof typeof EXIT, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'HostFault';
    this.exit = exit;
  }
}
