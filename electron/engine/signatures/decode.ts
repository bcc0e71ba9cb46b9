/** `hex` is lower case, as every preset’s sender writes it; `any-hex` takes either. */
export type Encoding = 'hex' | 'any-hex' | 'base64' | 'base64url';

/**
 * Bytes from text, or null unless the text is their one proper spelling. `Buffer.from` alone skips whatever it does not understand, so
 * that `zz` would be an empty signature.
 */
export function decode(text: string, encoding: Encoding): Buffer | null {
  switch (encoding) {
    case 'hex':
      return /^(?:[0-9a-f]{2})+$/.test(text) ? Buffer.from(text, 'hex') : null;
    case 'any-hex':
      return /^(?:[0-9a-fA-F]{2})+$/.test(text) ? Buffer.from(text, 'hex') : null;
    case 'base64':
      return canonical(text, 'base64');
    case 'base64url':
      return canonical(text.replace(/={1,2}$/, ''), 'base64url');
  }
}

function canonical(text: string, encoding: 'base64' | 'base64url'): Buffer | null {
  const bytes = Buffer.from(text, encoding);
  return bytes.length > 0 && bytes.toString(encoding) === text ? bytes : null;
}
