import { type Target, targetId } from './targets.ts';

/** The five steps in their order. Nothing is locked: the order is advice. */
export const STEPS = ['address', 'sample', 'map', 'handling', 'check'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_TITLES: Record<Step, string> = {
  address: 'Address',
  sample: 'Sample',
  map: 'Map',
  handling: 'Then',
  check: 'Check and switch on',
};

export const stepId = (step: Step) => `step-${step}`;
export const rowId = (target: Target) => `row-${targetId(target)}`;

export const MAP_PANEL = 'map-panel';

/**
 * Moves to a step: its heading comes into view and takes the focus. In a low window the tree comes first: its heading above it would push what
 * can be done with a value out of sight.
 */
export function goToStep(step: Step): void {
  const heading = document.getElementById(`${stepId(step)}-title`);
  const panel = step === 'map' ? document.getElementById(MAP_PANEL) : null;
  heading?.focus({ preventScroll: true });
  bring(panel !== null && !fitsBelow(heading, panel) ? panel : heading, 'start');
}

/** Whether all of a panel is in sight when this heading is at the top. */
function fitsBelow(heading: HTMLElement | null, panel: HTMLElement): boolean {
  const view = document.getElementById('main');
  if (heading === null || view === null) return true;
  const taken = panel.getBoundingClientRect().bottom - heading.getBoundingClientRect().top;
  const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(heading);
  return taken + parseFloat(scrollMarginTop) + parseFloat(scrollMarginBottom) <= view.clientHeight;
}

/** Moves to the row of a target: its path is ready to be changed. */
export function goToRow(target: Target): void {
  const row = document.getElementById(rowId(target));
  goTo(row?.querySelector('input') ?? row, 'center');
}

export const LISTEN_BUTTON = 'listen';
export const PREVIEW_BUTTON = 'preview-payload';

/** After the waiting panel: back to where it was opened, or on to Preview Payload. A frame later, when the panel has let go of the focus. */
export const goToListen = () => requestAnimationFrame(() => goTo(document.getElementById(LISTEN_BUTTON), 'nearest'));
export const goToPreview = () => requestAnimationFrame(() => goTo(document.getElementById(PREVIEW_BUTTON), 'center'));

export const COMPOSER_NAME = 'new-field-name';
/** To the name of the custom field that is being added, once its path is in. The name is a guess: typing replaces it. */
export const goToComposer = () =>
  requestAnimationFrame(() => {
    const name = document.querySelector<HTMLInputElement>(`#${COMPOSER_NAME}`);
    goTo(name, 'nearest');
    name?.select();
    bring(name?.form ?? null, 'nearest');
  });
/** Brings a row into view without moving the focus. */
export const showRow = (target: Target) =>
  requestAnimationFrame(() => document.getElementById(rowId(target))?.scrollIntoView({ block: 'nearest' }));
/** Back to the button that armed a row. */
export const goToPick = (buttonId: string) =>
  requestAnimationFrame(() => goTo(document.getElementById(buttonId), 'nearest'));

function goTo(element: HTMLElement | null, block: ScrollLogicalPosition): void {
  element?.focus({ preventScroll: true });
  bring(element, block);
}

function bring(element: HTMLElement | null, block: ScrollLogicalPosition): void {
  element?.scrollIntoView({ block, behavior: isStill() ? 'instant' : 'smooth' });
}

function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
