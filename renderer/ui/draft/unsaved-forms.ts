import { useEffect, useId } from 'react';
import { unsavedTeller } from './tell-unsaved.ts';

const forms = new Map<string, string>();
const tellUnsaved = unsavedTeller('form');

/** Says of one form what would be lost if the page closed now (“the settings”); null when nothing. */
export function setUnsaved(id: string, name: string | null): void {
  if (name === null) forms.delete(id);
  else forms.set(id, name);
  tellUnsaved([...forms.values()]);
}

/** The same for a form whose text goes when it is left. */
export function useUnsaved(name: string, isUnsaved: boolean): void {
  const id = useId();
  useEffect(() => {
    if (!isUnsaved) return;
    setUnsaved(id, name);
    return () => setUnsaved(id, null);
  }, [id, name, isUnsaved]);
}
