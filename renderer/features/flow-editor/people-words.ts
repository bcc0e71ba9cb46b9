import { sayCount } from '#renderer/ui/say-count.ts';

/** What a save does not change for people who are in the flow (SN1); null where nobody is. */
export function keepsWords(people: number): string | null {
  if (people === 0) return null;
  return people === 1
    ? 'The person in the flow now goes on with the steps as they were.'
    : `The ${sayCount(people)} people in the flow now go on with the steps as they were.`;
}
