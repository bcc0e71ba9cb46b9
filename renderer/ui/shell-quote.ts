/** Puts a text into quotes so that a terminal takes it as one word; Windows' own terminal wants other quotes. */
export function quoteFor(isWindowsTerminal: boolean): (text: string) => string {
  return isWindowsTerminal
    ? (text) => `"${text.replaceAll('"', '\\"')}"`
    : (text) => `'${text.replaceAll("'", "'\\''")}'`;
}

export function isWindows(): boolean {
  return /Windows/.test(navigator.userAgent);
}
