interface Shell {
  tellUnsaved(kind: string, names: string[]): Promise<void>;
}

/** Tells the desktop shell, where there is one, which drafts would be lost, so that it can ask before it quits; a browser asks by itself. */
export function unsavedTeller(kind: 'webhook' | 'flow'): (names: string[]) => void {
  let told = '';
  return (names) => {
    const { fieldhookShell } = globalThis as { fieldhookShell?: Shell };
    const news = JSON.stringify(names);
    if (news === told || (told === '' && names.length === 0)) return;
    told = news;
    // Without an answer it would only ask less.
    fieldhookShell?.tellUnsaved(kind, names).catch(() => undefined);
  };
}
