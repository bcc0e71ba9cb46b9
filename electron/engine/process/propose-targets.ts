import { type ImportTarget, placeOf } from '#shared/contract/contact-import.ts';
import type { Field } from '#shared/contract/field.ts';
import { writingOf } from '#shared/text/date-writings.ts';
import {
  FACT_HEADINGS,
  fieldCalled,
  isCalledTags,
  slotCalled,
  TAGS_HEADING,
  USER_NS_HEADING,
} from './contact-headings.ts';

/** Where each column probably goes, by its name; no two go to the same place. How it writes dates is guessed from its `samples`. */
export function proposeTargets(
  columns: readonly { name: string; samples: readonly string[] }[],
  fields: readonly Pick<Field, 'key' | 'name' | 'type'>[],
  country: string,
): (ImportTarget | null)[] {
  const taken = new Set<string>();
  const isExport = columns.some(({ name }) => name === USER_NS_HEADING);
  return columns.map(({ name, samples }) => {
    if (isExport && FACT_HEADINGS.some((heading) => heading === name)) return null;
    const target = targetOf(name, samples, fields, { country, isExport });
    if (target === null) return null;
    const key = placeOf(target);
    if (taken.has(key)) return null;
    taken.add(key);
    return target;
  });
}

function targetOf(
  name: string,
  samples: readonly string[],
  fields: readonly Pick<Field, 'key' | 'name' | 'type'>[],
  { country, isExport }: { country: string; isExport: boolean },
): ImportTarget | null {
  const slot = slotCalled(name);
  if (slot !== null) return { slot };
  const field = fieldCalled(name, fields);
  // An export writes its tags under this name alone.
  if ((isExport && name === TAGS_HEADING) || (field === undefined && isCalledTags(name))) return { tags: true };
  if (field === undefined) return null;
  const pattern = field.type === 'date' || field.type === 'datetime' ? writingOf(samples, country) : null;
  return { field: field.key, ...(pattern !== null && { pattern }) };
}
