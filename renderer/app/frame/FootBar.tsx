import { Progress } from '@mantine/core';
import { IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import classes from './foot-bar.module.css';

/** Something that takes a while or was just done, at the foot of every page, with what can be done about it. */
export function FootBar({
  label,
  isFault,
  headline,
  detail,
  progress,
  children,
}: {
  label: string;
  isFault: boolean;
  /** Read out when it changes. */
  headline: string;
  detail: string | null;
  /** `share` in percent; null while nobody knows. */
  progress: { share: number | null; label: string } | null;
  /** Buttons. */
  children: ReactNode;
}) {
  return (
    <section aria-label={label} className={classes.bar} data-fault={isFault || undefined}>
      {isFault && <IconCircleX size={17} aria-hidden />}
      <p className={classes.words}>
        <strong role="status">
          <PlainText text={headline} />
        </strong>
        {detail !== null && <span>{detail}</span>}
      </p>
      {progress && (
        <Progress
          className={classes.progress}
          value={progress.share ?? 100}
          animated={progress.share === null}
          aria-label={progress.label}
        />
      )}
      {children}
    </section>
  );
}
