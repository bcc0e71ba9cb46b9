import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import classes from './list.module.css';

export interface Column {
  key: string;
  label: string;
  /** For columns whose content says what it is. */
  isLabelHidden?: boolean;
  /** Stands in the head in place of the label. */
  head?: ReactNode;
}

/** The element that scrolls every page, see app/frame. */
const scroller = () => document.getElementById('main');

/**
 * A long list as a table, drawn only where one looks. It scrolls with its page; near the end it asks for more. Rows may differ in
 * height. How wide the columns are, and how they stack in narrow windows, is the feature's own style: `--fh-columns`, `data-cell`.
 */
export function VirtualTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  children,
  className,
  rowHeight = 48,
  onNearEnd,
}: {
  label: string;
  columns: readonly Column[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The cells of a row, one for each column, see Cell. */
  children: (row: Row) => ReactNode;
  /** Sets `--fh-columns`, the tracks of the grid. */
  className: string | undefined;
  /** Expected height in px; the real one is measured. */
  rowHeight?: number;
  onNearEnd?: (() => void) | undefined;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);

  // What stands above the list (heading, filters) may change its height at any time.
  useLayoutEffect(() => {
    const page = scroller();
    if (!page || !body.current) return;
    const measure = () => {
      if (!body.current) return;
      setScrollMargin(body.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(page);
    if (page.firstElementChild) observer.observe(page.firstElementChild);
    return () => observer.disconnect();
  }, []);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: scroller,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: 10,
    scrollMargin,
  });

  const drawn = virtualizer.getVirtualItems();
  const isNearEnd = (drawn.at(-1)?.index ?? 0) >= rows.length - 15;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, onNearEnd]);

  return (
    // Real table elements, laid out as grids: rows are placed by hand, and their meaning stays.
    <table aria-label={label} aria-rowcount={-1} className={`${classes.table} ${className ?? ''}`}>
      <thead>
        <tr className={classes.head}>
          {columns.map((column) => (
            <th key={column.key} scope="col" data-cell={column.key}>
              {column.head ?? <span className={column.isLabelHidden ? 'fh-read-out' : undefined}>{column.label}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {drawn.map((item) => {
          const row = rows[item.index];
          return (
            row !== undefined && (
              <tr
                key={item.key}
                ref={virtualizer.measureElement}
                aria-rowindex={item.index + 2}
                data-index={item.index}
                className={classes.row}
                style={{ transform: `translateY(${item.start - scrollMargin}px)` }}
              >
                {children(row)}
              </tr>
            )
          );
        })}
      </tbody>
    </table>
  );
}

/** One cell; `at` names its place when the columns stack. */
export function Cell({ at, children }: { at: string; children?: ReactNode }) {
  return (
    <td data-cell={at} className={classes.cell}>
      {children}
    </td>
  );
}
