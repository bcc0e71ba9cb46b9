import { decodeText } from './charset.ts';
import type { Format } from './format.ts';

/** Plain text: the whole payload is one value, `$`. It is the last format to be tried: much that says “text” is JSON. */
export const textFormat: Format = {
  name: 'text',
  claims: () => false,
  recognises: ({ mediaType }) => mediaType?.startsWith('text/') === true,
  read(body) {
    const decoded = decodeText(body.bytes, body.charset);
    return decoded.ok ? { ok: true, value: decoded.text, note: null } : decoded;
  },
};
