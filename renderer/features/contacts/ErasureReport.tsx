import type { Erasure } from '#shared/contract/erasure.ts';
import classes from './erasure.module.css';
import { reportParts } from './erasure-text.ts';

/** What goes or went, what stays and why, and what nobody can promise; its headings are of the level that fits where it stands. */
export function ErasureReport({ report, level: Heading }: { report: Erasure; level: 'h2' | 'h3' }) {
  return (
    <div className={classes.report}>
      {reportParts(report).map(({ title, sentences }) => (
        <section key={title}>
          <Heading>{title}</Heading>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
