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

/**
 * The flow of a file with those header values that the flow here has in its place: where the step, its method and its address are the same, so that
 * a key goes nowhere but where its owner sends it.
 */
export function withHeadersOf(config: FlowConfig, here: FlowConfig): FlowConfig {
  const known = new Map(everyStep(here.steps).map((step) => [step.id, step]));
  const fill = (step: Step): Step => {
    if (step.kind === 'condition') return { ...step, yes: step.yes.map(fill), no: step.no.map(fill) };
    const mine = known.get(step.id);
    if (step.kind !== 'http' || mine?.kind !== 'http' || mine.url !== step.url || mine.method !== step.method)
      return step;
    const keptFor = (name: string) => mine.headers.find((header) => header.name === name)?.value ?? '';
    const headers = step.headers.map(({ name, value }) => ({ name, value: value === '' ? keptFor(name) : value }));
    return { ...step, headers };
  };
  return { ...config, steps: config.steps.map(fill) };
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
