/** The kind of data under which a step's id is dragged. */
export const DRAGGED_STEP = 'application/x-fieldhook-step';
