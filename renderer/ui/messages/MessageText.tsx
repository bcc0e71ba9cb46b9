import { splitAtHoles } from '#shared/text/holes.ts';
import { PlainText } from '../PlainText.tsx';
import classes from './messages.module.css';

/** What a message says; where a value of it is missing, that stands out. */
export function MessageText({ text, lines = 'show' }: { text: string; lines?: 'keep' | 'show' }) {
  return splitAtHoles(text).map((piece, index) =>
    piece.isHole ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text have no other identity.
      <mark key={index} className={classes.hole}>
        <PlainText text={piece.text} />
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <PlainText key={index} text={piece.text} lines={lines} />
    ),
  );
}
