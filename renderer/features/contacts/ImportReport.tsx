import { Progress, Table } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { ImportState } from '#shared/contract/contact-import.ts';
import classes from './import.module.css';
import { importHeadline } from './import-words.ts';

const KINDS = {
  conflict: 'Different people',
  refused: 'Not imported',
  noted: 'Partly',
} as const satisfies Record<ImportState['remarks'][number]['kind'], string>;

/** How far it is, what it comes to, and every row that one should look at. */
export function ImportReport({ state }: { state: ImportState }) {
  const { counts, dryRun, done, total, remarks } = state;
  const all = counts.conflict + counts.refused + counts.noted;
  const headline = useRef<HTMLParagraphElement>(null);
  const isRunning = state.state === 'running';
  const ended = isRunning ? null : dryRun ? 'tried' : 'imported';
  // The button that began it is gone, so the keyboard goes on from here.
  useEffect(() => {
    if (ended !== null && document.activeElement === document.body) headline.current?.focus();
  }, [ended]);
  return (
    <section aria-label={dryRun ? 'What would happen' : 'What was imported'} className={classes.report}>
      {isRunning && <Progress value={total === 0 ? 100 : (done / total) * 100} aria-label="Rows done" />}
      <p ref={headline} role="status" tabIndex={-1} className={classes.headline}>
        {importHeadline(state)}
      </p>
      <dl className={classes.counts}>
        <Count label="New people" count={counts.created} />
        <Count label="Known people" count={counts.matched} />
        <Count label="Different people" count={counts.conflict} />
        <Count label="Not imported" count={counts.refused} />
      </dl>
      {remarks.length > 0 && (
        <Table aria-label="Rows to look at" withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              <Table.Th>Row</Table.Th>
              <Table.Th>Why</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {remarks.map(({ line, kind, sentence }) => (
              <Table.Tr key={line}>
                <Table.Td>{line}</Table.Td>
                <Table.Td className={classes.kind}>{KINDS[kind]}</Table.Td>
                <Table.Td className={classes.why}>
                  <PlainText text={sayPhonesIn(sentence)} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {all > remarks.length && (
        <p>
          These are the first {remarks.length} of {sayCount(all)}.
        </p>
      )}
    </section>
  );
}

function Count({ label, count }: { label: string; count: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{sayCount(count)}</dd>
    </div>
  );
}
