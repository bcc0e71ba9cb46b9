import { Button } from '@mantine/core';
import type { Drift } from '#shared/contract/drift.ts';
import { Notice } from '../Notice.tsx';
import { PlainText } from '../PlainText.tsx';
import classes from './receipt.module.css';
import { driftLabel, type ReceiptPlace } from './receipt-words.ts';

/** Rows that did not get from this request what they got from earlier ones. */
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
          <li key={driftLabel(drift)}>
            <strong>
              <PlainText text={driftLabel(drift)} />
            </strong>
            : {drift.sentence}{' '}
            {onJump && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onJump(drift.about)}
                aria-label={`Show the row ${driftLabel(drift)}`}
              >
                Show
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
