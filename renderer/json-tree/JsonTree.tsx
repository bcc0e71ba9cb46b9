import { useClipboard } from '@mantine/hooks';
import { type DragEvent, type ReactNode, type Ref, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { JsonValue } from '#shared/json/value.ts';
import { type Path, printPath, valueAt } from '#shared/json-path/path.ts';
import classes from './json-tree.module.css';
import { byNode, type MarksByPath } from './marks.ts';
import { findNode, pathOf } from './model.ts';
import { SearchBar } from './SearchBar.tsx';
import { copyText, SelectionBar } from './SelectionBar.tsx';
import { TreeRows } from './TreeRows.tsx';
import { useJsonTree } from './use-json-tree.ts';

export type { TreeMark } from './marks.ts';

/** Type of what is dragged out of the tree: the printed path of a row. */
export const PATH_DRAG_TYPE = 'application/x-fieldhook-path';

export interface JsonTreeHandle {
  /** Opens what hides a place, goes there and brings it into view. */
  reveal(path: Path): void;
  /** Puts the keyboard into the tree. */
  focus(): void;
}

const NO_NOTES: ReadonlyMap<string, string> = new Map();

export interface JsonTreeProps {
  /** Parsed by the caller, see TREE_LIMITS. */
  value: JsonValue;
  /** Accessible name. */
  label: string;
  selected: Path | null;
  /** A click, Enter or Space on a row. */
  onSelect: (path: Path) => void;
  /** Chips by the printed path of their row. */
  marks: MarksByPath;
  /** A word beside a row's type, by the printed path of the row. */
  notes?: ReadonlyMap<string, string>;
  /** Id of the mark to light up. */
  lit: string | null;
  /** The mark under the pointer, else the first mark of the row that the pointer or the keyboard is on. */
  onHoverMark: (id: string | null) => void;
  /** What the next click is for; rows then offer themselves for it. */
  arming: string | null;
  /** What can be done with the selected value, shown beside the copy buttons. */
  selectionPanel?: (path: Path, value: JsonValue) => ReactNode;
  ref?: Ref<JsonTreeHandle>;
}

/**
 * A payload as a tree to search, walk through, click and copy from; 200,000 values stay smooth. It fills the height of its container and
 * knows nothing of what its values are used for: the caller brings marks and takes selections. Payload text is only ever text.
 */
export function JsonTree(props: JsonTreeProps) {
  const { value, label, selected, onSelect, marks, notes = NO_NOTES, lit } = props;
  const { onHoverMark, arming, selectionPanel, ref } = props;
  const tree = useJsonTree(value);
  const { model } = tree;
  const rows = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const id = useId();
  const clipboard = useClipboard({ timeout: 1_500 });
  const [copied, setCopied] = useState(0);

  const marked = useMemo(() => byNode(model, marks), [model, marks]);
  const noted = useMemo(() => byNode(model, notes), [model, notes]);
  const selectedNode = useMemo(
    () => (selected === null ? undefined : findNode(model, { path: selected, section: null })),
    [model, selected],
  );
  const selectedValue = selected === null ? undefined : valueAt(selected, value);

  useImperativeHandle(ref, () => ({ reveal: tree.reveal, focus: () => rows.current?.focus() }));

  return (
    <div
      className={classes.tree}
      data-arming={arming !== null || undefined}
      data-at-match={tree.matches.includes(tree.active) || undefined}
    >
      <SearchBar tree={tree} label={label} ref={search} onLeave={() => rows.current?.focus()} />
      <TreeRows
        scroller={rows}
        id={id}
        tree={tree}
        label={arming === null ? label : `${label}, choose a value for ${arming}`}
        selected={selectedNode}
        copied={clipboard.copied ? copied : null}
        marks={marked}
        notes={noted}
        lit={lit}
        arming={arming}
        onSelect={(node) => onSelect(pathOf(model, node))}
        onCopy={(node) => {
          clipboard.copy(copyText(model.values[node]!));
          setCopied(node);
        }}
        onHoverMark={onHoverMark}
        onDrag={(event, node) => dragPath(event, printPath(pathOf(model, node)))}
        onSearch={() => search.current?.focus()}
      />
      <span role="status" className="fh-read-out">
        {clipboard.copied ? 'Value copied' : ''}
      </span>
      {selected !== null && selectedValue !== undefined ? (
        <SelectionBar path={selected} value={selectedValue}>
          {selectionPanel?.(selected, selectedValue)}
        </SelectionBar>
      ) : (
        <p className={classes.invitation}>Click a value to see what can be done with it.</p>
      )}
    </div>
  );
}

/** Places that take paths get the path, text fields get it as text. */
function dragPath(event: DragEvent, path: string): void {
  event.dataTransfer.setData(PATH_DRAG_TYPE, path);
  event.dataTransfer.setData('text/plain', path);
  event.dataTransfer.effectAllowed = 'copy';
}
