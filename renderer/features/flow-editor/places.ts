/** The button with a step's sentence, which unfolds its settings. */
export const stepTitleId = (id: string) => `step-${id}`;

/** The box of a step in which only its owner knows what to write. */
export const stepTextId = (id: string) => `step-${id}-text`;

/** The focus goes to a step, wherever it stands by then; a frame later, when it has been drawn there. */
export function goToStep(id: string): void {
  requestAnimationFrame(() => {
    const title = document.getElementById(stepTitleId(id));
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: 'nearest' });
  });
}

/** The focus goes to what a step that was just added asks for first, else to the step. */
export function goToWriting(id: string): void {
  goToStep(id);
  requestAnimationFrame(() => document.getElementById(stepTextId(id))?.focus());
}

/** After a step went: to the one that took its place, else to where one is added. */
export function goToRest(nextId: string | null): void {
  if (nextId !== null) goToStep(nextId);
  // By no id: the menu gives its button one of its own.
  else requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-add-step]')?.focus());
}
