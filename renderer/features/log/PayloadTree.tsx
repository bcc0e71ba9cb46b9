import { useMemo, useState } from 'react';
import { JsonTree } from '#renderer/json-tree/JsonTree.tsx';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import type { Path } from '#shared/json-path/path.ts';
import classes from './entry.module.css';

const NO_MARKS = new Map();

/** The payload as a tree, to look at and copy from. */
export function PayloadTree({ text }: { text: string }) {
  const parsed = useMemo(() => parseJson(text, TREE_LIMITS), [text]);
  const [selected, setSelected] = useState<Path | null>(null);
  if (!parsed.ok) return <p className={classes.soft}>{parsed.sentence}</p>;
  return (
    <div className={classes.tree}>
      <JsonTree
        value={parsed.value}
        label="Payload of the request"
        selected={selected}
        onSelect={setSelected}
        marks={NO_MARKS}
        lit={null}
        onHoverMark={() => {}}
        arming={null}
      />
    </div>
  );
}
