import { escapeText } from './escape-text.ts';
import { VERSION } from './version.ts';

/** What there is to know once everything runs. */
export interface Ready {
  ui: string;
  receiver: string;
  /** Opens the screens, and is the Bearer token of tools; the desktop window needs none. */
  token: string | null;
  dataDir: string;
}

/** The address that signs a browser in: the secret stands in the fragment, which no server ever sees. */
export function signInAddress(ui: string, token: string): string {
  return `${ui}/#t=${token}`;
}

/** The ready line of `--json`. */
export function readyLine({ ui, receiver, token, dataDir }: Ready): string {
  return `${JSON.stringify({ ready: true, ui, receiver, token, dataDir })}\n`;
}

/** The same for a person, with the reason why there is a browser and no window. */
export function readyText(ready: Ready & { token: string }, reason: string): string {
  return [
    `Fieldhook ${VERSION} runs in your browser: ${escapeText(reason)}.`,
    `  Open this address   ${signInAddress(ready.ui, ready.token)}`,
    `  Webhooks arrive at  ${ready.receiver}`,
    `  Everything is in    ${escapeText(ready.dataDir)}`,
    '  Ctrl-C stops it.',
    '',
  ].join('\n');
}
