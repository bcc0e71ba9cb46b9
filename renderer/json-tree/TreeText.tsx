import { PlainText } from '#renderer/ui/PlainText.tsx';
import classes from './json-tree.module.css';
import type { Finder } from './search.ts';

/** As much of a text as a row can show. */
const LONGEST = 240;
const BEFORE_MATCH = 40;

/** A stranger's text folded to one line, with what is searched for marked and in sight. */
export function TreeText({ text, finder }: { text: string; finder: Finder | null }) {
  const found = finder === null ? null : finder(text);
  const from = found !== null && found.at > LONGEST - BEFORE_MATCH ? found.at - BEFORE_MATCH : 0;
  const shown = text.slice(from, from + LONGEST);
  const start = found === null ? shown.length : found.at - from;
  const end = found === null ? shown.length : start + found.length;
  return (
    <>
      {from > 0 && '…'}
      <PlainText text={shown.slice(0, start)} />
      {start < shown.length && (
        <>
          <mark className={classes.found}>
            <PlainText text={shown.slice(start, end)} />
          </mark>
          <PlainText text={shown.slice(end)} />
        </>
      )}
      {from + LONGEST < text.length && '…'}
    </>
  );
}
