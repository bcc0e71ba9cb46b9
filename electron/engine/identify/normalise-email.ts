import { storableText } from '#shared/text/storable-text.ts';
import { trimText } from '#shared/text/trim-text.ts';
import type { Normalised } from './normalised.ts';

const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/** Dot-atom text of RFC 5321 with the letters of all scripts (RFC 6531). Quoted local parts and bracketed hosts are not taken (CORPUS K5). */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * An e-mail address as it is compared (ID12): trimmed, NFC, lower case. Dots and `+tags` stay. Anything but exactly one bare address is
 * refused, and so is an invisible character inside one, which would make two people of one (CORPUS K11).
 */
export function normaliseEmail(text: string): Normalised {
  const written = trimText(storableText(text));
  const fault = faultIn(written);
  if (fault !== null) return { ok: false, sentence: fault };
  const value = written.normalize('NFC').toLowerCase().normalize('NFC');
  return { ok: true, value, sentence: `${written}, a valid e-mail address.` };
}

function faultIn(text: string): string | null {
  if (text.length > MAX_LENGTH) return `Too long for an e-mail address: more than ${MAX_LENGTH} characters.`;
  const ats = text.split('@').length - 1;
  if (ats === 0) return `“${text}” is not an e-mail address: it has no @.`;
  if (/[<>"()]/.test(text)) return `“${text}” is more than a bare e-mail address.`;
  if (ats > 1) return `“${text}” is more than one e-mail address.`;
  const at = text.indexOf('@');
  if (isLocal(text.slice(0, at)) && isDomain(text.slice(at + 1))) return null;
  return `“${text}” is not a valid e-mail address.`;
}

function isLocal(local: string): boolean {
  return local.length <= MAX_LOCAL_LENGTH && LOCAL.test(local);
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels.at(-1)!;
  return (
    labels.length > 1 && labels.every((label) => DOMAIN_LABEL.test(label)) && top.length > 1 && !/^\p{N}+$/u.test(top)
  );
}
