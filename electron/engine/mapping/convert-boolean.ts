import { excerptOf } from '#shared/json/excerpt.ts';
import { type Conversion, converted, keptOut, type Scalar } from './conversion.ts';

/** CV5, in any case. */
const YES = new Set(['true', '1', 'yes', 'y', 'on', 'checked']);
const NO = new Set(['false', '0', 'no', 'n', 'off']);

export function convertBoolean({ written }: Scalar): Conversion {
  const word = written.toLowerCase();
  if (YES.has(word)) return converted('true', written);
  if (NO.has(word)) return converted('false', written);
  return keptOut(`“${excerptOf(written, 80)}” is neither yes nor no.`);
}
