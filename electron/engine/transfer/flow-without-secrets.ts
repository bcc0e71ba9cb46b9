import type { FlowConfig, Step } from '#shared/contract/flow.ts';
import { everyStep } from '#shared/flow/steps.ts';

/** Headers that say how a body is written, and never who sends it. */
const HARMLESS: ReadonlySet<string> = new Set(['accept', 'content-type']);

/**
 * The flow without the values of the headers of its HTTP steps, since keys and passwords stand there (EX1). What is written into an address
 * or a body stays: nothing tells a key there from other words.
 */
export function flowWithoutSecrets(config: FlowConfig): FlowConfig {
  return { ...config, steps: config.steps.map(stepWithoutSecrets) };
}

/** Whether a header waits for a value that was left out of a file. */
export function lacksHeader(config: FlowConfig): boolean {
  return everyStep(config.steps).some(
    (step) => step.kind === 'http' && step.headers.some(({ name, value }) => isSecret(name) && value === ''),
  );
}

function stepWithoutSecrets(step: Step): Step {
  if (step.kind === 'http') {
    const headers = step.headers.map(({ name, value }) => ({ name, value: isSecret(name) ? '' : value }));
    return { ...step, headers };
  }
  if (step.kind === 'condition') {
    const branch = (steps: readonly Step[]) => steps.map(stepWithoutSecrets);
    return { ...step, yes: branch(step.yes), no: branch(step.no) };
  }
  return step;
}

function isSecret(header: string): boolean {
  return !HARMLESS.has(header.toLowerCase());
}
