import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { JsonTree } from '#renderer/json-tree/JsonTree.tsx';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';
import classes from './entry.module.css';
import { useTakeAsSample } from './use-take-as-sample.ts';

const NO_MARKS = new Map();

/** The payload as a tree, to look at, to copy from, and to begin mapping at one of its values. */
export function PayloadTree({ delivery, text }: { delivery: DeliveryDetail; text: string }) {
  const sample = useTakeAsSample(delivery);
  const parsed = useMemo(() => parseJson(text, TREE_LIMITS), [text]);
  const [selected, setSelected] = useState<Path | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // What can be done with the value stands below the rows.
  useEffect(() => {
    if (selected !== null) box.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  if (!parsed.ok) return <p className={classes.soft}>{parsed.sentence}</p>;
  return (
    <div ref={box} className={classes.tree}>
      <JsonTree
        value={parsed.value}
        label="Payload of the request"
        selected={selected}
        onSelect={setSelected}
        marks={NO_MARKS}
        lit={null}
        onHoverMark={() => {}}
        arming={null}
        selectionPanel={(path) => (
          <Button size="compact-sm" loading={sample.isPending} onClick={() => void sample.take(printPath(path))}>
            Map this field…
          </Button>
        )}
      />
    </div>
  );
}
