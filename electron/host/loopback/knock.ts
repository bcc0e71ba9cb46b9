/** What a request to the screens' listener shows before anything is done for it. */
export interface Knock {
  method: string;
  /** The request target as received. */
  target: string;
  /** The path after the URL has been parsed: what the engine will route on. */
  pathname: string;
  /** Every Host header, to see a second one. */
  hosts: readonly string[];
  header(name: string): string | null;
  headerNames: readonly string[];
}

/** Reading methods; they never change anything. */
export function isSafe({ method }: Pick<Knock, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}
