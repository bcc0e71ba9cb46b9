import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { type Target, targetId } from '../targets.ts';
import classes from './drift.module.css';
import { useDriftedRows } from './use-drifted-rows.ts';

/** In a row that does not get any more what it got before: since when, and the path that is probably meant now. */
export function RowDrift({ target, label, onUse }: { target: Target; label: string; onUse: (path: string) => void }) {
  const row = useDriftedRows().open.find(({ about }) => targetId(about) === targetId(target));
  if (row === undefined) return null;
  const { sentence, proposal, deliveryId } = row;
  return (
    <div className={classes.drift}>
      <p className={classes.words}>
        <IconAlertTriangle size={15} aria-hidden />
        <span>
          {sentence}{' '}
          {deliveryId !== null && (
            <Link href={`/log/${deliveryId}`} className={classes.jump} aria-label={`Newest request without ${label}`}>
              See the newest one
            </Link>
          )}
        </span>
      </p>
      {proposal !== null && (
        <div className={classes.proposal}>
          <div className={classes.proposed}>
            Probably now{' '}
            <code>
              <PlainText text={proposal.path} />
            </code>
            <span className={classes.value}>
              <PlainText text={proposal.value} />
            </span>
            <span className={classes.reason}>{proposal.reason}</span>
          </div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Use this path for ${label}`}
            onClick={() => onUse(proposal.path)}
          >
            Use this path
          </Button>
        </div>
      )}
    </div>
  );
}
