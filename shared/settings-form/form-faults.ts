import type { SettingsForm } from '../contract/settings-form.ts';
import { IDENTITY_SLOTS } from '../contract/webhook.ts';
import { parsePath } from '../json-path/parse-path.ts';
import { foldName } from '../text/fold-name.ts';

/** Something in a settings form that keeps it from becoming a webhook. */
export interface FormFault {
  /** JSON Pointer into the form: `/name`, `/identity` (none of the four has a path), `/identity/phone`, `/fields/2/path`. */
  pointer: string;
  message: string;
  /** Nothing is written there yet, so it need not be told before the form is sent. */
  isMissing: boolean;
  /** 1-based place of the fault in a path. */
  column?: number;
}

/** Everything that is wrong with a form, from top to bottom. A row without a name and without a path is no row. Half-written forms are fine. */
export function formFaults({ name, identity, fields }: SettingsForm): FormFault[] {
  const isNobody = IDENTITY_SLOTS.every((slot) => isBlank(identity[slot]));
  return [
    ...(isBlank(name) ? [{ pointer: '/name', message: 'Give the webhook a name.', isMissing: true }] : []),
    ...(isNobody ? [{ pointer: '/identity', message: NOBODY, isMissing: true }] : []),
    ...IDENTITY_SLOTS.flatMap((slot) => faultyPath(identity[slot], `/identity/${slot}`)),
    ...faultyRows(fields),
  ];
}

const NOBODY = 'Write at least one of User Ns, CRM Contact Id, Phone and Email, each with its path.';

function faultyRows(rows: SettingsForm['fields']): FormFault[] {
  const names = new Set<string>();
  return rows.flatMap(({ name, path }, index) => {
    if (isBlank(name) && isBlank(path)) return [];
    const folded = foldName(name.trim());
    const nameFault = isBlank(name) ? 'Name the field.' : names.has(folded) ? `“${name.trim()}” is there twice.` : null;
    names.add(folded);
    return [
      ...(nameFault === null
        ? []
        : [{ pointer: `/fields/${index}/name`, message: nameFault, isMissing: isBlank(name) }]),
      ...(isBlank(path)
        ? [{ pointer: `/fields/${index}/path`, message: 'Write the path.', isMissing: true }]
        : faultyPath(path, `/fields/${index}/path`)),
    ];
  });
}

function faultyPath(path: string | null, pointer: string): FormFault[] {
  if (isBlank(path)) return [];
  const parsed = parsePath(path ?? '');
  return parsed.ok ? [] : [{ pointer, message: parsed.message, isMissing: false, column: parsed.column }];
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
