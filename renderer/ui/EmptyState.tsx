import type { ReactNode } from 'react';
import classes from './states.module.css';

/** A list without entries: what would be here, and the way to get it there. */
export function EmptyState({
  icon,
  title,
  text,
  action,
}: {
  icon?: ReactNode;
  title: string;
  text: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      {icon && <div className={classes.emptyIcon}>{icon}</div>}
      <h2 className={classes.emptyTitle}>{title}</h2>
      <p className={classes.emptyText}>{text}</p>
      {action && <div className={classes.emptyAction}>{action}</div>}
    </div>
  );
}
