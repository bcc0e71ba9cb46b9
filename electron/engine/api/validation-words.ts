import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** What is wrong in one place, in plain words instead of the validator's own. Faults with a sentence of their own in the contract keep it. */
export function validationWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected];
      return kind === undefined ? issue.message : `This must be ${kind}.`;
    }
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return issue.origin === 'number' ? `This must be at least ${issue.minimum}.` : issue.message;
    case 'too_big':
      return issue.origin === 'number' ? `This must be at most ${issue.maximum}.` : issue.message;
    default:
      return issue.message;
  }
}

/** Several shapes that are all plain values are one choice to a reader. Null where they are not. */
export function choiceWords(branches: readonly (readonly Issue[])[]): string | null {
  const values = branches.map(([issue, ...more]) =>
    issue?.code === 'invalid_value' && issue.path.length === 0 && more.length === 0 ? issue.values : null,
  );
  return values.every((choice) => choice !== null) && values.length > 0 ? oneOf(values.flat()) : null;
}

function oneOf(values: readonly unknown[]): string {
  const written = values.map((value) => JSON.stringify(value));
  return written.length === 1 ? `This must be ${written[0]}.` : `Choose one of ${written.join(', ')}.`;
}
