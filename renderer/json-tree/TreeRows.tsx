import { defaultRangeExtractor, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import classes from './json-tree.module.css';
import { type MarksByNode, marksInside, type TreeMark } from './marks.ts';
import { hasChildren, isSection } from './model.ts';
import { TreeRow } from './TreeRow.tsx';
import type { JsonTreeState } from './use-json-tree.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import { rowOf } from './visible-rows.ts';

const ROW_HEIGHT = 28;
/** Always the same function: another one would make the virtualiser measure every row again. */
const rowHeight = () => ROW_HEIGHT;
const NO_MARKS: readonly TreeMark[] = [];
/** How high the last tree was, in px; the next one is mostly as high, and then draws its rows once. */
let knownHeight = window.innerHeight;

interface TreeRowsProps {
  id: string;
  tree: JsonTreeState;
  label: string;
  selected: number | undefined;
  /** The node whose value was copied a moment ago. */
  copied: number | null;
  marks: MarksByNode;
  notes: ReadonlyMap<number, string>;
  lit: string | null;
  arming: string | null;
  onSelect: (node: number) => void;
  onCopy: (node: number) => void;
  onHoverMark: (id: string | null) => void;
  onDrag: (event: DragEvent, node: number) => void;
  onSearch: () => void;
  /** The element that scrolls and holds the keyboard focus. */
  scroller: RefObject<HTMLDivElement | null>;
}

/**
 * The rows in sight, as an ARIA tree. The tree itself holds the keyboard focus and names the active row, so the focus cannot get lost
 * when rows scroll away; the active row is always drawn, wherever it is.
 */
export function TreeRows(props: TreeRowsProps) {
  const {
    id,
    tree,
    label,
    selected,
    copied,
    marks,
    notes,
    lit,
    arming,
    onSelect,
    onCopy,
    onHoverMark,
    onDrag,
    onSearch,
    scroller,
  } = props;
  const { model, rows, isOpen, active } = tree;
  const activeRow = rowOf(model, rows, active);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 6,
    observeElementRect: (instance, told) =>
      observeElementRect(instance, (rect) => {
        // A tree in a closed panel has none.
        if (rect.height > 0) knownHeight = rect.height;
        told(rect);
      }),
    // The rows are there at once, and not only after an empty tree has been laid out to be measured.
    initialRect: { width: 0, height: knownHeight },
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), activeRow])].sort((a, b) => a - b),
  });

  const wish = useRef(tree.wanted);
  useLayoutEffect(() => {
    if (tree.wanted === null || tree.wanted === wish.current || scroller.current === null) return;
    wish.current = tree.wanted;
    showRow(scroller.current, rowOf(model, rows, tree.wanted.node), tree.wanted.far);
  }, [tree.wanted, model, rows, scroller]);

  // What is shown of a selected value may take room from the rows, and hide the very row that was clicked.
  const clicked = useRef(selected);
  useLayoutEffect(() => {
    if (selected === undefined || selected === clicked.current || scroller.current === null) return;
    clicked.current = selected;
    if (selected === active) showRow(scroller.current, rowOf(model, rows, selected), false);
  }, [selected, active, model, rows, scroller]);

  function select(node: number): void {
    if (isSection(model, node)) tree.setOpen([node], !isOpen(node));
    else onSelect(node);
  }

  const firstMarkOf = (node: number | undefined) => (node === undefined ? undefined : marks.get(node)?.[0]?.id) ?? null;

  // Where the keyboard goes, the light goes, as it does with the pointer.
  const markOfActive = firstMarkOf(active);
  useEffect(() => {
    if (document.activeElement === scroller.current) onHoverMark(markOfActive);
  }, [markOfActive, onHoverMark, scroller]);

  const onKeyDown = useTreeKeys(tree, {
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1),
    select: () => select(active),
    copy: () => onCopy(active),
    search: onSearch,
  });

  function onClick(event: MouseEvent): void {
    const node = nodeFrom(event);
    if (node === undefined) return;
    tree.activate(node);
    if (closest(event, '[data-toggle]')) {
      tree.setOpen([node], !isOpen(node));
      return;
    }
    // A first click on a closed row opens it as well; while a value is being picked, it only picks.
    if (arming === null && !isSection(model, node) && hasChildren(model, node) && !isOpen(node)) {
      tree.setOpen([node], true);
    }
    select(node);
  }

  function onDragStart(event: DragEvent): void {
    const node = nodeFrom(event);
    if (node !== undefined) onDrag(event, node);
  }

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      aria-activedescendant={`${id}-${active}`}
      tabIndex={0}
      className={classes.rows}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDragStart={onDragStart}
      onFocus={() => onHoverMark(markOfActive)}
      onBlur={() => onHoverMark(null)}
      onPointerOver={(event) => {
        onHoverMark(closest(event, '[data-mark]')?.dataset.mark ?? firstMarkOf(nodeFrom(event)));
      }}
      onPointerLeave={() => onHoverMark(null)}
    >
      <div role="presentation" className={classes.sheet} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const node = rows[item.index]!;
          const opened = isOpen(node);
          return (
            <TreeRow
              key={node}
              id={`${id}-${node}`}
              model={model}
              node={node}
              top={item.start}
              isOpen={opened}
              isActive={node === active}
              isSelected={node === selected}
              isCopied={node === copied}
              marks={marks.get(node) ?? NO_MARKS}
              note={notes.get(node) ?? null}
              inside={opened ? NO_MARKS : marksInside(model, marks, node)}
              lit={lit}
              arming={arming}
              finder={tree.finder}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Scrolls no further than needed; to the middle where the row is out of sight and the jump is a far one. */
function showRow(scroller: HTMLElement, row: number, far: boolean): void {
  const top = row * ROW_HEIGHT;
  const bottom = top + ROW_HEIGHT;
  const { scrollTop, clientHeight } = scroller;
  if (top >= scrollTop && bottom <= scrollTop + clientHeight) return;
  if (far) scroller.scrollTop = top - clientHeight / 2;
  else scroller.scrollTop = top < scrollTop ? top : bottom - clientHeight;
}

function closest(event: MouseEvent | DragEvent, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}

function nodeFrom(event: MouseEvent | DragEvent): number | undefined {
  const node = closest(event, '[data-node]')?.dataset.node;
  return node === undefined ? undefined : Number(node);
}
