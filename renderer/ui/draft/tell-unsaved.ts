import { desktopShell } from '../shell.ts';

/**
 * Tells who closes the page what would be lost with it, wherever in the app the owner is by then: the browser, which asks by itself, and
 * the desktop shell, where there is one, so that it can ask before it quits. A form's name says what it is (“the new contact”); of a
 * webhook or a flow it is what the owner calls it.
 */
export function unsavedTeller(kind: 'webhook' | 'flow' | 'form'): (names: string[]) => void {
  let told = '';
  const warn = (event: Event) => event.preventDefault();
  return (names) => {
    const news = JSON.stringify(names);
    if (news === told || (told === '' && names.length === 0)) return;
    told = news;
    if (names.length > 0) addEventListener('beforeunload', warn);
    else removeEventListener('beforeunload', warn);
    // Without an answer it would only ask less.
    desktopShell()
      ?.tellUnsaved(kind, names)
      .catch(() => undefined);
  };
}
