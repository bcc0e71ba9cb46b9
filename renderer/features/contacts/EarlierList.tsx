import type { ReactNode } from 'react';
import { MAX_EARLIER_VALUES } from '#shared/contract/contact.ts';
import classes from './person.module.css';

/** What stood in one place before, latest first, behind a summary; `items` hold the value and then how it came and went. Nothing where there is nothing. */
export function EarlierList({
  label,
  items,
  isOpen,
  onToggle,
}: {
  label: string;
  items: readonly { value: ReactNode; source: ReactNode }[];
  isOpen?: boolean;
  onToggle?: (isOpen: boolean) => void;
}) {
  if (items.length === 0) return null;
  return (
    <details className={classes.earlier} open={isOpen} onToggle={({ currentTarget }) => onToggle?.(currentTarget.open)}>
      <summary>Earlier values</summary>
      <ul aria-label={`Earlier values of ${label}`}>
        {items.map(({ value, source }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike in everything, and none of them keeps a state.
          <li key={index}>
            {value}
            <span className={classes.source}>{source}</span>
          </li>
        ))}
      </ul>
      {items.length === MAX_EARLIER_VALUES && (
        <p className={classes.source}>The latest {MAX_EARLIER_VALUES} are kept.</p>
      )}
    </details>
  );
}
