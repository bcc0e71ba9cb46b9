import { Button } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { useEditor } from '../editor-context.tsx';
import { pathOf, type Target, targetId } from '../targets.ts';
import { DriftWords } from './DriftWords.tsx';
import classes from './drift.module.css';
import { type DriftedTarget, useDriftedRows } from './use-drifted-rows.ts';

/**
 * In a row that does not get any more what it got before: since when, and the path that is probably meant now. Once that path is taken, what it
 * gives, since the sample may be from before the change.
 */
export function RowDrift({ target, label, onUse }: { target: Target; label: string; onUse: (path: string) => void }) {
  const { draft } = useEditor();
  const { open, mended } = useDriftedRows();
  const isHere = ({ about }: DriftedTarget) => targetId(about) === targetId(target);
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
  const { proposal } = row;
  return (
    <DriftWords
      row={row}
      label={label}
      action={
        proposal !== null && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Use this path for ${label}`}
            onClick={() => onUse(proposal.path)}
          >
            Use this path
          </Button>
        )
      }
    />
  );
}
