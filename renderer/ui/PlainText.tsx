import { textRuns } from '#shared/text/visible-text.ts';

/** Text that a stranger sent: never markup, hidden characters shown, its writing direction kept to itself. */
export function PlainText({ text, lines = 'show' }: { text: string; lines?: 'keep' | 'show' }) {
  return (
    <bdi className="fh-foreign">
      {textRuns(text, lines).map((run, index) =>
        run.standIn ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs of one fixed text have no other identity.
          <span key={index} className="fh-stand-in">
            {run.text}
          </span>
        ) : (
          run.text
        ),
      )}
    </bdi>
  );
}
