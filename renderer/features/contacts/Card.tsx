import type { ReactNode } from 'react';
import classes from './person.module.css';

/** A titled group of values. */
export function Card({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  return (
    <section className={classes.card}>
      <h2>{title}</h2>
      <dl>{children}</dl>
      {foot}
    </section>
  );
}
