import { type ReactNode, useEffect, useRef } from 'react';
import { useSearch } from 'wouter';
import classes from './settings.module.css';

/** A titled part of the page: what it is about at the left, the inputs at the right. Where the address names it, it is gone to. */
export function Section({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isAsked = new URLSearchParams(useSearch()).get('part') === title;
  useEffect(() => {
    if (!isAsked) return;
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [isAsked]);
  return (
    <section className={classes.section}>
      <div className={classes.about}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{text}</p>
      </div>
      <div className={classes.inputs}>{children}</div>
    </section>
  );
}
