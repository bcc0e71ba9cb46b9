import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { useEditor } from '../editor-context.tsx';
import { goToRow } from '../places.ts';
import { targetId, targetLabel } from '../targets.ts';
import classes from './drift.module.css';
import { useDriftedRows } from './use-drifted-rows.ts';

/** Above all steps: which rows do not get any more what they got before, each with the way to it. */
export function DriftNotice() {
  const { fieldNames } = useEditor();
  const { open } = useDriftedRows();
  if (open.length === 0) return null;
  return (
    <Notice tone="warn" title="The sender has changed something: what these rows read is not as it was.">
      <ul className={classes.rows}>
        {open.map(({ about, sentence }) => {
          const label = targetLabel(about, fieldNames);
          return (
            <li key={targetId(about)}>
              <strong>
                <PlainText text={label} />
              </strong>
              : {sentence}{' '}
              <button
                type="button"
                className={classes.jump}
                aria-label={`Show the row ${label}`}
                onClick={() => goToRow(about)}
              >
                Show the row
              </button>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
