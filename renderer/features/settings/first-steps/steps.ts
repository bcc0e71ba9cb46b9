/** The first steps, in their order; `path` is what stands behind `/setup/`. */
export const STEPS = [
  { path: 'business', label: 'Your business' },
  { path: 'you', label: 'This is me' },
  { path: 'address', label: 'Public address' },
  { path: 'try', label: 'Try it now' },
] as const;

export type StepPath = (typeof STEPS)[number]['path'];

/** Which step an address means; an address that means none begins at the beginning. */
export function stepAt(path: string | undefined): StepPath {
  return STEPS.find((step) => step.path === path)?.path ?? STEPS[0].path;
}

/** The step after this one, or before it (`by` -1); null at the ends. */
export function stepFrom(path: StepPath, by: 1 | -1): StepPath | null {
  return STEPS[STEPS.findIndex((step) => step.path === path) + by]?.path ?? null;
}
