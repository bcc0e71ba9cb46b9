import { useMemo } from 'react';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { JsonValue } from '#shared/json/value.ts';
import type { Path } from '#shared/json-path/path.ts';
import { pathsTo } from '#shared/json-path/propose-paths.ts';
import classes from './map.module.css';

/** In a list of answers: the path by key that “Use for…” takes, beside the exact place that the tree shows (PA4). */
export function ByKeyPath({ path, root, list }: { path: Path; root: JsonValue; list: Path | null }) {
  const byKey = useMemo(() => pathsTo(path, root, list).find(({ kind }) => kind === 'by-key'), [path, root, list]);
  if (byKey === undefined) return null;
  return (
    <div className={classes.byKey}>
      <div className={classes.byKeyLine}>
        <code>
          <PlainText text={byKey.text} />
        </code>
        <CopyButton text={byKey.text} label="Copy path by key" size="sm" />
      </div>
      <div className={classes.note}>{byKey.reason}</div>
    </div>
  );
}
