import type { Encoding } from './decode.ts';
import type { KeyForm } from './read-keys.ts';
import type { TimeUnit } from './signed-time.ts';

export type Algorithm = 'sha1' | 'sha256' | 'sha512';

/** How a sender signs with a shared secret: most schemes are nothing but this. */
export interface HmacRecipe {
  /** Names the signature’s header may have; only one of them may be there. */
  readonly headers: readonly [string, ...string[]];
  readonly layout: HeaderLayout;
  readonly algorithm: Algorithm;
  readonly encoding: Encoding;
  readonly key: KeyForm;
  /** What is signed, with `{method}`, `{url}`, `{id}`, `{ts}` and `{body}` in the place of themselves. */
  readonly template: string;
  /** Where `{ts}` is, unless the layout’s list holds it. */
  readonly timeHeader: string | null;
  readonly timeUnit: TimeUnit;
  readonly idHeader: string | null;
  /** Tells apart kinds of requests that may have the same body. Unsigned at most senders, so it only ever makes two out of one. */
  readonly topicHeaders: readonly string[];
  /** The spellings of an address that the sender may have signed. */
  readonly spellings: (url: string) => readonly string[];
  readonly repeat: Repeat;
}

/** `one` signature, or a `list` of named values such as `t=1700000000,v1=5257…,v1=88aa…`. */
export type HeaderLayout =
  | { readonly kind: 'one'; readonly prefix: string; readonly prefixRequired: boolean }
  | {
      readonly kind: 'list';
      readonly separator: ',' | ';';
      readonly signature: string;
      readonly time: string | null;
      readonly prefix: string;
    };

/**
 * What makes a request the same as an earlier one, where no signed id does. `body`: the same body, whenever it was signed; for senders
 * whose bodies carry their own time or number, so that only a retry is the same to the byte. `moment`: the same body signed at the same
 * time; for senders of whom nothing is known. A key: the sender’s own number, at this key of the JSON body.
 */
export type Repeat = 'body' | 'moment' | { readonly bodyKey: string };
