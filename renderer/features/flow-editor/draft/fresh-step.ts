import { type Step, StepSchema } from '#shared/contract/flow.ts';

/** Eight letters and digits. They name the step within its flow for ever. */
export function newStepId(): string {
  const numbers = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(numbers, (number) => (number % 36).toString(36)).join('');
}

/** A step as it is added: as usual as can be, with what only the owner knows left open. */
export function freshStep(kind: Step['kind'], id: string, firstField: string): Step {
  switch (kind) {
    case 'send':
      return StepSchema.parse({ id, kind, channel: 'contact', text: '' });
    case 'wait':
      return { id, kind, wait: { kind: 'after', minutes: 1440 } };
    case 'condition':
      return {
        id,
        kind,
        test: { operand: { of: 'contact', slot: 'phone' }, comparison: 'exists', value: '' },
        yes: [],
        no: [],
      };
    case 'set-field':
      return { id, kind, field: firstField, value: '' };
    case 'tag':
      return { id, kind, action: 'add', tag: '' };
    case 'http':
      return StepSchema.parse({ id, kind, url: '' });
    case 'stop':
      return { id, kind };
  }
}
