import type { MomentReader } from './moment.ts';

/**
 * Unix time in seconds (9 or 10 digits, with or without a fraction: 1966 to 2286) or ms (12 or 13 digits). Other lengths are refused: 8 digits
 * are rather a date, a zero in front belongs to a phone number or an id, and a wrong day is worse than none.
 */
export const readUnix: MomentReader = (written) => {
  const match = /^(-?)(?:([1-9]\d{8,9})(?:\.(\d+))?|([1-9]\d{11,12}))$/.exec(written);
  if (match === null) return null;
  const [, sign, seconds, fraction = '', milliseconds] = match;
  const at = Number(milliseconds ?? `${seconds}${fraction.slice(0, 3).padEnd(3, '0')}`);
  const note = `Read as ${milliseconds === undefined ? 'seconds' : 'milliseconds'} since 1970.`;
  return { ok: true, moment: { kind: 'instant', at: sign === '-' ? -at : at, note } };
};
