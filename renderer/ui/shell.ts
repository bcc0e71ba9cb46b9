/** What the desktop shell does for the page (electron/preload.ts). */
interface Shell {
  /** A form's name says what it is (“the new contact”); of a webhook or a flow it is what the owner calls it. */
  tellUnsaved(kind: 'webhook' | 'flow' | 'form', names: string[]): Promise<void>;
  /** The file of webhooks that was opened with Fieldhook last, once. */
  takeFile(): Promise<{ name: string; text: string } | { fault: string } | null>;
}

/** Null in a browser. */
export function desktopShell(): Shell | null {
  return (globalThis as { fieldhookShell?: Shell }).fieldhookShell ?? null;
}
