/** One way to lock secrets. `name` is bound in where the way allows it, so that no blob can stand in for another. */
export interface SecretCipher {
  /** Stands beside each blob, so that it is opened the way it was locked. */
  readonly backend: 'key-file' | 'safe-storage' | 'passphrase';
  lock(name: string, text: string): Promise<Buffer>;
  /** Rejects where the blob cannot be opened. Calls `onOutdated` where it opens now but should be locked anew, as its key has been replaced. */
  open(name: string, blob: Buffer, onOutdated?: () => void): Promise<string>;
}
