import { excerptOf } from '#shared/json/excerpt.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { wordsOfPayload } from '#shared/text/holes.ts';
import { nearestOf } from '#shared/text/nearest-word.ts';

/*
 * The names that templates may say (`template-values.ts` fills them), told in the owner's words: that there is none such, and what could be
 * meant; or what has no value.
 */

export type NamedFields = readonly { key: string; name: string }[];

/** The facts of a contact by the name that templates have for them, with the words for them. */
const OF_CONTACT: Record<string, string> = {
  first_name: 'first name',
  last_name: 'last name',
  name: 'name',
  phone: 'phone number',
  email: 'e-mail address',
  crm_contact_id: 'CRM Contact Id',
  user_ns: 'User Ns',
  channel: 'channel',
  time_zone: 'phone number of a country with one time zone',
};
const CONTACT_NAMES = Object.keys(OF_CONTACT);
const BUSINESS_NAMES = ['name', 'country', 'time_zone'];
const ROOTS = ['contact', 'field', 'payload', 'business', 'now'];

/** Why nothing has this name, whoever the text is filled in for; null where something may have it. */
export function unknownName([root = '', name]: readonly string[], fields: NamedFields): string | null {
  if (!ROOTS.includes(root)) return none(root, name, fields, `a name begins with ${sayList(ROOTS)}`);
  if (name === undefined) return null;
  if (root === 'contact' && !CONTACT_NAMES.includes(name)) {
    return none(root, name, fields, `a contact has ${sayList(CONTACT_NAMES)}`);
  }
  if (root === 'business' && !BUSINESS_NAMES.includes(name)) {
    return none(root, name, fields, `a business has ${sayList(BUSINESS_NAMES)}`);
  }
  return root === 'field' ? unknownField(name, fields) : null;
}

/** The same of a field's key alone, as steps have it. */
export function unknownField(key: string, fields: NamedFields): string | null {
  if (fields.some((field) => field.key === key)) return null;
  return `There is no field “${excerptOf(key, 100)}”.${meant('field', key, fields)}`;
}

function none(root: string, name: string | undefined, fields: NamedFields, otherwise: string): string {
  const said = excerptOf(name === undefined ? root : `${root}.${name}`, 100);
  const hint = meant(root, name, fields);
  return `There is no “${said}”${hint === '' ? `: ${otherwise}.` : `.${hint}`}`;
}

interface Code {
  root: string;
  name: string;
  /** What somebody may have written for the name. */
  words: readonly string[];
}

/** The name that was probably meant: under the root that is written, or was meant, and else wherever there is such a name. */
function meant(root: string, name: string | undefined, fields: NamedFields): string {
  const codes: Code[] = [
    ...CONTACT_NAMES.map((known) => ({ root: 'contact', name: known, words: [known] })),
    ...fields.map(({ key, name: shown }) => ({ root: 'field', name: key, words: [key, shown.replace(/\s+/g, '_')] })),
    ...BUSINESS_NAMES.map((known) => ({ root: 'business', name: known, words: [known] })),
  ];
  const near = (among: readonly Code[]) => nearestOf(name ?? root, among, ({ words }) => words);
  const nearRoot = nearestOf(root, ROOTS, (known) => [known]);
  if (nearRoot !== null && (name === undefined || nearRoot === 'payload')) {
    return didYouMean(name === undefined ? nearRoot : `${nearRoot}.${name}`);
  }
  const found = near(codes.filter((code) => code.root === nearRoot)) ?? near(codes);
  return found === null ? '' : didYouMean(`${found.root}.${found.name}`);
}

function didYouMean(code: string): string {
  return ` Did you mean “${excerptOf(code, 100)}”?`;
}

/**
 * Why a text has a hole in it where it says this name and gives no default.
 *
 * @param name As the template says it, its steps joined by dots.
 */
export function missingValue(name: string, known: { fields: NamedFields; payload: JsonValue | undefined }): string {
  const steps = name.split('.');
  return unknownName(steps, known.fields) ?? `${nothingIn(steps, known)}, and the text gives no default for it.`;
}

/** What is not there, as its owner calls it. */
export function missingWords(name: string, { fields }: { fields: NamedFields }): string {
  const [root = '', ...names] = name.split('.');
  const said = names.join('.');
  if (root === 'contact' && Object.hasOwn(OF_CONTACT, said)) return OF_CONTACT[said]!;
  if (root === 'payload' && said !== '') return wordsOfPayload(names);
  const field = root === 'field' ? fields.find(({ key }) => key === said) : undefined;
  return excerptOf(field?.name ?? name, 100);
}

function nothingIn(
  [root = '', ...names]: readonly string[],
  { fields, payload }: { fields: NamedFields; payload: JsonValue | undefined },
): string {
  const said = names.join('.');
  if (root === 'contact' && CONTACT_NAMES.includes(said)) return `This contact has no ${OF_CONTACT[said]}`;
  const field = root === 'field' ? fields.find(({ key }) => key === said) : undefined;
  if (field !== undefined) return `The field “${field.name}” is empty for this contact`;
  if (root === 'payload' && said !== '') {
    const shown = excerptOf(said, 100);
    return payload === undefined ? `“${shown}” of the request is not known` : `The request has no “${shown}”`;
  }
  return `There is no “${excerptOf([root, ...names].join('.'), 100)}”`;
}

function sayList(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}
