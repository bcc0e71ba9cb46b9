/** The button with a step's sentence, which unfolds its settings. */
export const stepTitleId = (id: string) => `step-${id}`;

/** The focus goes to a step, wherever it stands by then; a frame later, when it has been drawn there. */
export function goToStep(id: string): void {
  requestAnimationFrame(() => {
    const title = document.getElementById(stepTitleId(id));
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: 'nearest' });
  });
}

/** After a step went: to the one that took its place, else to where one is added. */
export function goToRest(nextId: string | null): void {
  if (nextId !== null) goToStep(nextId);
  else requestAnimationFrame(() => document.getElementById('add-step')?.focus());
}
