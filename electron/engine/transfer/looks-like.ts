import type { Literal } from '#shared/contract/webhook-file.ts';

/** As many digits as telephone numbers have. */
const [FEWEST, MOST] = [7, 15];

/**
 * What in a text its owner may not want to give away. A hint to look, with mistakes in both directions: a booking number looks like a phone number, and a
 * short password like a word.
 */
export function looksLike(text: string): Literal['looksLike'] {
  if (isKey(text)) return 'key or password';
  if (hasAddress(text)) return 'e-mail address';
  return hasNumber(text) ? 'phone number' : null;
}

/** In words, since a search for an address in a long text without one takes its length squared. */
function hasAddress(text: string): boolean {
  return text.split(/[\s<>"'(),;:]+/).some((word) => /^[^@]+@[^@]+\.[\p{L}\d-]{2,}\.?$/u.test(word));
}

function isKey(text: string): boolean {
  if (/:\/\/[^/\s:@]*:[^/\s@]*@/.test(text)) return true;
  if (/(?:key|token|secret|password|passwd|signature)["']?\s*[=:]\s*["']?[^\s"'{&]{6,}/i.test(text)) return true;
  if (/\b(?:sk|pk|rk|whsec|xox[bp])[-_]\w{6,}/.test(text)) return true;
  return (text.match(/[A-Za-z0-9]{16,}/g) ?? []).some((word) => /\d/.test(word) && /[A-Za-z]/.test(word));
}

function hasNumber(text: string): boolean {
  const numbers = text.match(/\+?\d[\d\s()./-]{5,}\d/g) ?? [];
  return numbers.some((number) => {
    if (/^\d{4}-\d{2}-\d{2}/.test(number)) return false;
    const digits = number.replace(/\D/g, '').length;
    return digits >= FEWEST && digits <= MOST;
  });
}
