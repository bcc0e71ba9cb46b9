import type { Backup } from '#shared/contract/backup.ts';
// The page as text, so that it needs no file beside the bundle and no script that could be what is broken.
import STYLE from './recovery.css?inline';

/** What there is to say when the engine has ended or could not begin. */
export interface RecoveryFacts {
  title: string;
  /** What happened, in words. */
  sentence: string;
  /** The last lines of the log, oldest first. */
  lines: readonly string[];
  /** Latest first. */
  backups: readonly Backup[];
  dataDir: string;
}

const WHY: Record<Backup['reason'], string> = {
  start: 'at a start',
  daily: 'daily',
  'by-hand': 'when you asked for it',
  'before-update': 'before an update',
  'after-erasure': 'after somebody was erased',
};

// The forms and zone of this computer: those of the business are in the database, which may be what is broken.
const ON_THIS_COMPUTER = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const TO_A_TENTH = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The page that stands in the window then, its times in the form of `times`. Its buttons say by `data-*` what they do; `recovery.js` enables them and sends it. */
export function recoveryPage(
  { title, sentence, lines, backups, dataDir }: RecoveryFacts,
  times: Intl.DateTimeFormat = ON_THIS_COMPUTER,
): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title><style>${STYLE}</style><script src="/recovery.js" type="module"></script></head>
<body>
<main>
<h1>${text(title)}</h1>
<p>${text(sentence)}</p>
<p>Until it runs again, senders are not answered; most of them try again for hours.</p>
<p class="actions">
<button class="first" data-kind="again" disabled>Start again</button>
<button data-kind="folder" disabled>Open the data folder</button>
<button data-kind="quit" disabled>Quit</button>
</p>
<p role="status" id="status"></p>
<h2>Put a backup back</h2>
<p>Only where starting again does not help: what came in after the backup is not in it. The data that is there now is kept aside, in <code>${text(dataDir)}</code>.</p>
${backups.length === 0 ? '<p>There is no backup yet.</p>' : `<ul>${backups.map((backup) => backupRow(backup, times)).join('')}</ul>`}
<h2>What happened last</h2>
${lines.length === 0 ? '<p>Nothing was written down.</p>' : `<pre tabindex="0" aria-label="Last lines of the log">${text(lines.join('\n'))}</pre>`}
</main>
</body>
</html>`;
}

function backupRow({ id, madeAt, reason, sizeBytes, checked }: Backup, times: Intl.DateTimeFormat): string {
  const made = text(times.format(new Date(madeAt)));
  const size = `${TO_A_TENTH.format(sizeBytes / 1_000_000)} MB`;
  const restores = checked
    ? `<button data-kind="restore" data-backup="${text(id)}" aria-label="Restore this one: ${made}" disabled>Restore this one</button>`
    : '<span>Not whole: it cannot be restored</span>';
  return `<li><span><strong>${made}</strong> · ${WHY[reason]} · ${size}</span>${restores}</li>`;
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (raw: string): string => raw.replace(/[&<>"']/g, (mark) => MARKS[mark]!);
