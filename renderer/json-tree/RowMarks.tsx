import { sayCount } from '#renderer/ui/say-count.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './json-tree.module.css';
import type { TreeMark } from './marks.ts';

const MOST_CHIPS = 2;

/** The chips of a row, and a count of what is used inside it while it is closed. */
export function RowMarks({
  marks,
  inside,
  lit,
}: {
  marks: readonly TreeMark[];
  inside: readonly TreeMark[];
  lit: string | null;
}) {
  if (marks.length === 0 && inside.length === 0) return null;
  const more = marks.slice(MOST_CHIPS);
  return (
    <span className={classes.marks}>
      <span className="fh-read-out">used for</span>
      {marks.slice(0, MOST_CHIPS).map((mark) => (
        <span
          key={mark.id}
          className={classes.mark}
          data-tone={mark.tone}
          data-mark={mark.id}
          data-lit={mark.id === lit || undefined}
        >
          {visibleText(mark.label)}
        </span>
      ))}
      {more.length > 0 && (
        <span className={classes.more} title={labels(more)}>
          +{more.length}
        </span>
      )}
      {inside.length > 0 && (
        <span
          className={classes.inside}
          title={labels(inside)}
          data-lit={inside.some((mark) => mark.id === lit) || undefined}
        >
          {sayCount(inside.length)} inside
        </span>
      )}
      <span className="fh-read-out">,</span>
    </span>
  );
}

function labels(marks: readonly TreeMark[]): string {
  return visibleText(marks.map((mark) => mark.label).join(', '));
}
