/** The id of the input at this place of the form, a JSON Pointer. */
export function inputId(pointer: string): string {
  return `settings-form${pointer.replaceAll('/', '-')}`;
}

/** What has the focus when none of the four paths is written. */
const FIRST_OF: Readonly<Record<string, string>> = { '/identity': '/identity/userNs' };

/** To an input, a frame later, when it is there and in sight. */
export function goToInput(pointer: string): void {
  requestAnimationFrame(() => document.getElementById(inputId(FIRST_OF[pointer] ?? pointer))?.focus());
}

/** To the beginning of the form. */
export const goToForm = () => goToInput('/name');
