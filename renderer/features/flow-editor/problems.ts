import type { FlowProblem } from '#shared/contract/flow.ts';

export function problemsOfStep(id: string | null, problems: readonly FlowProblem[]): FlowProblem[] {
  return problems.filter(({ step }) => step === id);
}
