export type StartFault =
  | 'port-taken'
  | 'data-folder-unwritable'
  | 'disk-full'
  | 'already-running'
  | 'database-too-new'
  | 'database-damaged'
  | 'backup-unusable';

/** A start that cannot succeed, in words for the person at the terminal or in front of the dialog. */
export class StartError extends Error {
  readonly kind: StartFault;

  constructor(kind: StartFault, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartError';
    this.kind = kind;
  }
}
