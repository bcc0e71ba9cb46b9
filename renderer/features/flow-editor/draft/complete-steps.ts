import { type ConditionStep, type FlowProblem, PlainStepSchema, type Step, TestSchema } from '#shared/contract/flow.ts';

export interface CompleteSteps {
  /** In order; a condition that is left out takes its branches with it. */
  complete: readonly Step[];
  /** What the others still lack. */
  missing: readonly FlowProblem[];
}

/**
 * The steps that the engine takes for steps, and what the rest lacks (“Write the tag.”). One that was only just added must not keep the owner
 * from seeing what the others do.
 */
export function completeSteps(steps: readonly Step[]): CompleteSteps {
  const all = steps.map((step) => (step.kind === 'condition' ? ofCondition(step) : ofPlain(step)));
  return { complete: all.flatMap(({ complete }) => complete), missing: all.flatMap(({ missing }) => missing) };
}

function ofPlain(step: Exclude<Step, ConditionStep>): CompleteSteps {
  const { error } = PlainStepSchema.safeParse(step);
  return error ? { complete: [], missing: problemsOf(step.id, error.issues) } : { complete: [step], missing: [] };
}

function ofCondition(step: ConditionStep): CompleteSteps {
  const { error } = TestSchema.safeParse(step.test);
  const [yes, no] = [completeSteps(step.yes), completeSteps(step.no)];
  const missing = [...problemsOf(step.id, error?.issues ?? []), ...yes.missing, ...no.missing];
  return { complete: error ? [] : [{ ...step, yes: [...yes.complete], no: [...no.complete] }], missing };
}

function problemsOf(step: string, issues: readonly { message: string }[]): FlowProblem[] {
  return issues.map(({ message: sentence }) => ({ step, sentence }));
}
