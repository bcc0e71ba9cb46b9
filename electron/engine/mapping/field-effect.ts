import type { FieldType, FieldValue } from '#shared/contract/field.ts';
import type { FieldChange } from '#shared/contract/receipt.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import type { RowReading } from './read-row.ts';
import { sayValue } from './say-value.ts';

/** What a reading does to a field. `write` is the new value, null clears, absent means that the field keeps what it has. */
export interface FieldEffect extends Pick<FieldChange, 'verdict' | 'sentence'> {
  write?: FieldValue | null;
}

export interface FieldPlace {
  type: FieldType;
  /** What the field holds; null when it is empty or there is no contact. */
  before: FieldValue | null;
  /** Without a contact nothing is written, and the sentence says what would have been. */
  hasContact: boolean;
  /** How values are said: in the business's manner, in the webhook's zone. */
  form: LocalForm;
}

const NOT_WRITTEN = 'Nothing is written, because nobody was identified.';

export function effectOf(reading: RowReading, place: FieldPlace): FieldEffect {
  switch (reading.status) {
    case 'value':
      return fill(reading, place);
    case 'null':
      return clear(place);
    default: {
      const keeps = place.before === null ? '' : ' The field keeps what it had.';
      return { verdict: reading.status, sentence: `${reading.sentence}${keeps}` };
    }
  }
}

function fill(
  reading: Extract<RowReading, { status: 'value' }>,
  { type, before, hasContact, form }: FieldPlace,
): FieldEffect {
  const { value, matches } = reading;
  const said = sayValue(value, type, form);
  const note = [ofMatches(matches, type, { takesAll: reading.takesAll, locale: form.locale }), reading.note]
    .filter((part) => part !== null)
    .map((part) => ` ${part}`)
    .join('');
  if (before?.text === value.text) return { verdict: 'unchanged', sentence: `It already is ${said}.${note}` };
  return hasContact
    ? { verdict: 'set', sentence: `It becomes ${said}.${note}`, write: value }
    : { verdict: 'set', sentence: `It would become ${said}.${note} ${NOT_WRITTEN}` };
}

/** CV2: null is the sender's way to say that there is no value any more. */
function clear({ before, hasContact }: FieldPlace): FieldEffect {
  if (!hasContact) return { verdict: 'cleared', sentence: `It is null, which would clear the field. ${NOT_WRITTEN}` };
  if (before === null) return { verdict: 'unchanged', sentence: 'It is null, and the field is empty.' };
  return { verdict: 'cleared', sentence: 'It is null, so the field is cleared.', write: null };
}

/** PA5 in words. */
function ofMatches(
  matches: number,
  type: FieldType,
  { takesAll, locale }: { takesAll: boolean; locale: string },
): string | null {
  if (matches < 2) return null;
  const count = sayCount(matches, locale);
  const found = `The path found ${count} values`;
  if (!takesAll) return `${found}: this is the first of ${count}.`;
  return type === 'json' ? `${found}: they are stored as a list.` : `${found}: they are joined.`;
}
