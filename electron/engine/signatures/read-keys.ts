import { decode } from './decode.ts';
import { isRefused, type Refused, refused } from './verdict.ts';

/** How the secret that the owner pasted becomes the bytes of the key. */
export type KeyForm = 'text' | 'hex' | 'base64' | 'html-text';

/** The secrets that say something. An empty one in the store must never turn the check off (CORPUS S3). */
export function readSecrets(secrets: readonly string[]): readonly string[] | Refused {
  const given = secrets.filter((secret) => secret.trim() !== '');
  return given.length === 0 ? refused('no-secret') : given;
}

/** The keys, current first. A secret that is not of the form is left out; without any other the check refuses. */
export function readKeys(secrets: readonly string[], form: KeyForm): readonly Buffer[] | Refused {
  const given = readSecrets(secrets);
  if (isRefused(given)) return given;
  const keys = given.map((secret) => keyBytes(secret, form)).filter((key) => key !== null);
  return keys.length === 0 ? refused('bad-secret') : keys;
}

function keyBytes(secret: string, form: KeyForm): Buffer | null {
  switch (form) {
    case 'text':
      return Buffer.from(secret, 'utf8');
    case 'hex':
      return decode(secret, 'any-hex');
    case 'base64':
      return decode(secret, 'base64');
    case 'html-text':
      return Buffer.from(decodeHtml(secret), 'utf8');
  }
}

const HTML = /&(?:amp|lt|gt|quot|#0*(?:34|38|39|60|62)|#[xX]0*(?:22|26|27));/g;
const NAMED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** WordPress’s `wp_specialchars_decode` with quotes, once over: WooCommerce signs with the decoded secret. */
function decodeHtml(text: string): string {
  return text.replace(HTML, (entity) => {
    const digits = entity.slice(2, -1);
    return (
      NAMED[entity] ?? String.fromCharCode(/^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits))
    );
  });
}
