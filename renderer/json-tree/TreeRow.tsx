import { type CSSProperties, memo } from 'react';
import { kindOf } from '#shared/json/value-kind.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { nameOf, typeWords } from './describe-node.ts';
import classes from './json-tree.module.css';
import type { TreeMark } from './marks.ts';
import { childCount, hasChildren, levelOf, positionOf, type TreeModel } from './model.ts';
import { RowMarks } from './RowMarks.tsx';
import { type Finder, scalarText } from './search.ts';
import { summarise } from './summarise.ts';
import { TreeText } from './TreeText.tsx';

export interface TreeRowProps {
  id: string;
  model: TreeModel;
  node: number;
  top: number;
  isOpen: boolean;
  isActive: boolean;
  isSelected: boolean;
  isCopied: boolean;
  marks: readonly TreeMark[];
  /** Marks of what a closed row hides. */
  inside: readonly TreeMark[];
  /** A word beside the type. */
  note: string | null;
  lit: string | null;
  arming: string | null;
  finder: Finder | null;
}

/** They keep the parts of a row apart for those who hear it as one name; made once for all rows. */
const COLON = <span className="fh-read-out">:</span>;
const COMMA = <span className="fh-read-out">,</span>;

/** One row: name, value, type, and what it is used for. All events are handled by the tree around it. */
export const TreeRow = memo(function TreeRow({
  id,
  model,
  node,
  top,
  isOpen,
  isActive,
  isSelected,
  isCopied,
  marks,
  inside,
  note,
  lit,
  arming,
  finder,
}: TreeRowProps) {
  const isParent = hasChildren(model, node);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this row as its active descendant
    <div
      id={id}
      role="treeitem"
      aria-level={levelOf(model, node)}
      aria-posinset={positionOf(model, node)}
      aria-setsize={node === 0 ? 1 : childCount(model, model.parent[node]!)}
      aria-selected={isSelected}
      {...(isParent && { 'aria-expanded': isOpen })}
      className={classes.row}
      style={
        { transform: `translateY(${top}px)`, '--tree-indent': Math.max(0, model.depth[node]! - 1) } as CSSProperties
      }
      data-node={node}
      data-active={isActive || undefined}
      data-lit={(lit !== null && marks.some((mark) => mark.id === lit)) || undefined}
      draggable={!model.sections.has(node)}
    >
      <span className={classes.twisty} data-toggle={isParent && node > 0 ? (isOpen ? 'open' : 'closed') : undefined} />
      <span className={classes.name} data-step={typeof model.steps[node]}>
        {model.steps[node] === '' ? (
          <em className={classes.empty}>no name</em>
        ) : (
          <TreeText text={nameOf(model, node)} finder={typeof model.steps[node] === 'string' ? finder : null} />
        )}
      </span>
      {COLON}
      <RowValue model={model} node={node} isOpen={isOpen} finder={finder} />
      <RowMarks marks={marks} inside={inside} lit={lit} />
      <span className={classes.type} data-copied={isCopied || undefined}>
        {isCopied ? 'copied' : note === null ? typeWords(model, node) : `${note} · ${typeWords(model, node)}`}
      </span>
      {arming !== null && <span className={classes.use}> use for {visibleText(arming)}</span>}
    </div>
  );
});

function RowValue({ model, node, isOpen, finder }: Pick<TreeRowProps, 'model' | 'node' | 'isOpen' | 'finder'>) {
  const value = model.values[node]!;
  const text = scalarText(value);
  if (text === null) {
    const summary =
      (isOpen && typeof model.steps[node] !== 'number') || model.sections.has(node) ? '' : summarise(value);
    return (
      <span className={classes.summary}>
        <TreeText text={summary} finder={null} />
        {summary !== '' && COMMA}
      </span>
    );
  }
  if (text === '') {
    return (
      <span className={classes.empty}>
        empty
        {COMMA}
      </span>
    );
  }
  return (
    <span className={classes.value} data-kind={kindOf(value)}>
      <TreeText text={text} finder={finder} />
      {COMMA}
    </span>
  );
}
