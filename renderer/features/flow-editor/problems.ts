import type { FlowProblem } from '#shared/contract/flow.ts';

export function problemsOfStep(id: string | null, problems: readonly FlowProblem[]): FlowProblem[] {
  return problems.filter(({ step }) => step === id);
}

/** “Line 2, column 5: …” where the place in the text is known. */
export function problemWords({ sentence, line, column }: FlowProblem): string {
  if (line === null) return sentence;
  return `Line ${line}${column === null ? '' : `, column ${column}`}: ${sentence}`;
}
