import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { DriftedRow } from '#shared/contract/drift.ts';
import { useEditor } from '../editor-context.tsx';
import { pathOf, type Target, targetId } from '../targets.ts';
import classes from './drift.module.css';
import { useDriftedRows } from './use-drifted-rows.ts';

/**
 * In a row that does not get any more what it got before: since when, and the path that is probably meant now. Once that path is taken, what it
 * gives, since the sample may be from before the change.
 */
export function RowDrift({ target, label, onUse }: { target: Target; label: string; onUse: (path: string) => void }) {
  const { draft } = useEditor();
  const { open, mended } = useDriftedRows();
  const isHere = ({ about }: DriftedRow) => targetId(about) === targetId(target);
  const row = open.find(isHere);
  if (row === undefined) {
    const taken = mended.find(isHere)?.proposal ?? null;
    if (taken === null || taken.path !== pathOf(draft.config, target)) return null;
    return (
      <p className={classes.taken}>
        In the newest request it gives <PlainText text={taken.value} />.
      </p>
    );
  }
  const { sentence, proposal, deliveryId } = row;
  return (
    <div className={classes.drift}>
      <p className={classes.words}>
        <IconAlertTriangle size={15} aria-hidden />
        <span>
          {sentence}{' '}
          {deliveryId !== null && (
            <Link href={`/log/${deliveryId}`} className={classes.jump} aria-label={`See the newest request: ${label}`}>
              See the newest request
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
