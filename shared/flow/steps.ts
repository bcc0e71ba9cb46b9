import type { FlowConfig, Step } from '../contract/flow.ts';

/** Every step of a flow, those in branches too, in the order in which they stand. */
export function everyStep(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) =>
    step.kind === 'condition' ? [step, ...everyStep(step.yes), ...everyStep(step.no)] : [step],
  );
}

/** How deep conditions stand in conditions: 0 without any. */
export function depthOf(steps: readonly Step[]): number {
  return Math.max(
    0,
    ...steps.map((step) => (step.kind === 'condition' ? 1 + Math.max(depthOf(step.yes), depthOf(step.no)) : 0)),
  );
}

interface StepTemplate {
  /** Its place in the step, as a JSON pointer. */
  pointer: string;
  /** Its place in words; null where it is what the step is about. */
  name: string | null;
  text: string;
}

/** Every Liquid text of a step. */
export function templatesOf(step: Step): StepTemplate[] {
  switch (step.kind) {
    case 'send':
      return [
        { pointer: '/subject', name: 'the subject', text: step.subject },
        { pointer: '/text', name: null, text: step.text },
        ...Object.entries(step.approved?.variables ?? {}).map(([name, text]) => ({
          pointer: `/approved/variables/${name}`,
          name: `variable ${name}`,
          text,
        })),
      ];
    case 'set-field':
      return step.value === null ? [] : [{ pointer: '/value', name: null, text: step.value }];
    case 'http':
      return [
        { pointer: '/url', name: 'the address', text: step.url },
        ...step.headers.map(({ name, value }, index) => ({
          pointer: `/headers/${index}/value`,
          name: `the header ${name}`,
          text: value,
        })),
        { pointer: '/body', name: 'the body', text: step.body },
      ];
    default:
      return [];
  }
}

/** Whether a flow reads or writes a custom field. */
export function usesField({ steps }: FlowConfig, key: string): boolean {
  return everyStep(steps).some(
    (step) => touches(step, key) || templatesOf(step).some(({ text }) => namesMember(text, 'field', key)),
  );
}

/** Whether anything in a flow looks into the request that started it. */
export function usesPayload({ steps }: FlowConfig): boolean {
  return everyStep(steps).some(
    (step) =>
      (step.kind === 'condition' && step.test.operand.of === 'payload') ||
      templatesOf(step).some(({ text }) => /\bpayload\b/.test(text)),
  );
}

function touches(step: Step, key: string): boolean {
  switch (step.kind) {
    case 'set-field':
      return step.field === key;
    case 'wait':
      return step.wait.kind === 'at-field' && step.wait.field === key;
    case 'condition':
      return step.test.operand.of === 'field' && step.test.operand.field === key;
    default:
      return false;
  }
}

/** `field.start`, `field["start"]`: keys are letters, digits and low lines, so nothing in one means anything to a pattern. */
export function namesMember(template: string, of: 'field' | 'contact', key: string): boolean {
  return new RegExp(`\\b${of}\\s*(\\.\\s*|\\[\\s*["'])${key}(?![a-z0-9_])`).test(template);
}
