import type { ReactNode } from 'react';
import classes from './settings.module.css';

/** A titled part of the page: what it is about at the left, the inputs at the right. */
export function Section({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.about}>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <div className={classes.inputs}>{children}</div>
    </section>
  );
}
