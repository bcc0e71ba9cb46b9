import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** Something that stands in the way, with what to do about it. Read out at once where `isUrgent`: it answers what was just done. */
export function Notice({
  tone,
  title,
  isUrgent = false,
  children,
}: {
  tone: 'warn' | 'bad';
  title?: string;
  isUrgent?: boolean;
  children?: ReactNode;
}) {
  const Icon = tone === 'warn' ? IconAlertTriangle : IconCircleX;
  return (
    <div className={classes.notice} data-tone={tone} role={isUrgent ? 'alert' : undefined}>
      <Icon size={17} aria-hidden />
      <div className={classes.words}>
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
