import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { Drift } from '#shared/contract/drift.ts';
import { Notice } from '../Notice.tsx';
import { PlainText } from '../PlainText.tsx';
import classes from './receipt.module.css';
import { driftLabel, type ReceiptPlace } from './receipt-words.ts';

/** Rows that did not get from this request what they got from earlier ones, and places that its flow reads. */
export function DriftList({ drifts, onJump }: { drifts: readonly Drift[]; onJump?: (place: ReceiptPlace) => void }) {
  const isFirst = drifts.some(({ lately }) => lately.tried === 1);
  return (
    <Notice
      tone="warn"
      title={
        isFirst
          ? 'The first request that is not as the earlier ones'
          : 'Not as earlier requests: the sender has changed something'
      }
    >
      <ul className={classes.drifts}>
        {drifts.map((drift) => (
          <li key={`${drift.about.kind} ${drift.path} ${driftLabel(drift)}`}>
            <strong>
              <PlainText text={driftLabel(drift)} />
            </strong>
            : {drift.sentence} <Way drift={drift} {...(onJump ? { onJump } : {})} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** To where the owner can mend it: the row, or the flow. */
function Way({ drift, onJump }: { drift: Drift; onJump?: (place: ReceiptPlace) => void }) {
  const { about } = drift;
  if (about.kind === 'place') {
    return (
      <Link
        href={`/flows/${about.flow}`}
        className={classes.driftWay}
        aria-label={`Open the flow: ${driftLabel(drift)}`}
      >
        Open the flow
      </Link>
    );
  }
  return (
    onJump && (
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => onJump(about)}
        aria-label={`Show the row ${driftLabel(drift)}`}
      >
        Show
      </Button>
    )
  );
}
