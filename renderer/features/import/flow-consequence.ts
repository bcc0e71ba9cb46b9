import type { ImportPlan } from '#shared/contract/webhook-file.ts';
import { assertNever } from '#shared/errors.ts';

const list = new Intl.ListFormat('en-GB');

/** What the import would do with a flow, in words. */
export function flowConsequence({ action, existing, isUsed, switchesOff }: ImportPlan['flows'][number]): string {
  switch (action) {
    case 'keep':
      return isUsed
        ? 'Yours stays as it is, and the webhooks of this file start it.'
        : 'Yours stays as it is. No webhook that you import starts it.';
    case 'replace': {
      const steps = 'Yours gets the steps of the file as a new version; whoever is in it already goes on as before.';
      if (switchesOff.length === 0) return steps;
      const names = list.format(switchesOff.map((name) => `“${name}”`));
      return `${steps} ${names} ${switchesOff.length === 1 ? 'starts it and is' : 'start it and are'} switched off until you switch ${switchesOff.length === 1 ? 'it' : 'them'} on.`;
    }
    case 'create':
      return existing === null ? 'It is made.' : 'It is made beside yours, which stays as it is.';
    case 'skip':
      return isUsed
        ? 'It is not made. The webhooks of this file that start it will start no flow.'
        : 'It is not made. No webhook that you import starts it.';
    default:
      return assertNever(action);
  }
}
