import type { z } from 'zod';
import type { ErrorDetail } from '#shared/errors.ts';
import { choiceWords, validationWords } from './validation-words.ts';

type Issue = z.core.$ZodIssue;

/** As many faults as a person would read; a hostile request with a million of them gets no longer answer. */
const MAX_DETAILS = 50;

/** A failed validation as places (JSON Pointers, RFC 6901) with what is wrong there. */
export function validationDetails(error: z.ZodError): ErrorDetail[] {
  return error.issues.flatMap((issue) => detailsOf(issue, [])).slice(0, MAX_DETAILS);
}

/** `['fields', 2, 'path']` → `/fields/2/path` */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function detailsOf(issue: Issue, above: readonly PropertyKey[]): ErrorDetail[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MAX_DETAILS)
      .map((key) => ({ pointer: pointerTo([...path, key]), message: 'Fieldhook does not know this key.' }));
  }
  const choice = issue.code === 'invalid_union' ? choiceWords(issue.errors) : null;
  if (choice !== null) return [{ pointer: pointerTo(path), message: choice }];
  const closest = issue.code === 'invalid_union' ? closestBranch(issue.errors) : [];
  if (closest.length > 0) return closest.flatMap((inner) => detailsOf(inner, path));
  return [{ pointer: pointerTo(path), message: validationWords(issue) }];
}

/** Of several shapes the one with the fewest faults is most likely the one that was meant. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  return branches.reduce((best, branch) => (branch.length < best.length ? branch : best), branches[0] ?? []);
}
