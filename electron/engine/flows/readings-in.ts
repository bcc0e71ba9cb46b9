import type { Reading } from '../templates/messages.ts';
import { readTemplate } from '../templates/templates.ts';

/** Each value that a text reads, in its order. Of a text with a fault nothing is read: it is not filled in, whatever arrives. */
export function readingsIn(text: string): readonly Reading[] {
  const read = readTemplate(text);
  return read.ok ? read.readings : [];
}
