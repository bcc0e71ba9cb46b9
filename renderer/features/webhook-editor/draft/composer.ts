import type { Field, FieldType } from '#shared/contract/field.ts';

/** The row in which a custom field is added: a path, and a field by its name. A name that no field has yet will make one of `type`. */
export interface Composer {
  path: string;
  name: string;
  type: FieldType;
  /** What was put in by itself, from the value; the owner's own words are never replaced. */
  isNameGuessed: boolean;
  isTypeGuessed: boolean;
}

export const EMPTY_COMPOSER: Composer = {
  path: '',
  name: '',
  type: 'text',
  isNameGuessed: true,
  isTypeGuessed: true,
};

/** The field that has this name, whatever its case. */
export function fieldByName(fields: readonly Field[], name: string): Field | null {
  const wanted = name.trim().toLowerCase();
  return fields.find((field) => field.name.toLowerCase() === wanted || field.key === wanted) ?? null;
}
