export const CHOICE_BAR = 'chosen-contacts';

/** To what can be done with those who are chosen, from anywhere in the list. */
export function focusChoiceBar(): void {
  document.querySelector<HTMLElement>(`#${CHOICE_BAR} button`)?.focus();
}
