import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { driftLabel } from '#renderer/ui/receipt/receipt-words.ts';
import { useEditor } from '../editor-context.tsx';
import { goToRow, goToStep } from '../places.ts';
import { targetId, targetLabel } from '../targets.ts';
import classes from './drift.module.css';
import { HeldMessages } from './HeldMessages.tsx';
import { useDriftedRows } from './use-drifted-rows.ts';

/**
 * Above all steps: which rows do not get any more what they got before, and which places of the flow, each a way to it, and the messages that
 * wait because of them. What changed in the same way is one line.
 */
export function DriftNotice() {
  const { fieldNames } = useEditor();
  const { open, places } = useDriftedRows();
  const changed = [
    ...open.map(({ about, sentence }) => {
      const label = targetLabel(about, fieldNames);
      return { id: targetId(about), label, sentence, way: 'Show the row', go: () => goToRow(about) };
    }),
    ...places.map((place) => {
      const { path, sentence } = place;
      return { id: path, label: driftLabel(place), sentence, way: 'Show the flow', go: () => goToStep('handling') };
    }),
  ];
  if (changed.length === 0) return null;
  const what =
    open.length > 0 && places.length > 0
      ? 'these rows and the flow read'
      : open.length > 0
        ? 'these rows read'
        : 'the flow reads';
  const holds = [...open, ...places].flatMap((row) => row.holds);
  return (
    <Notice tone="warn" title={`The sender has changed something: what ${what} is not as it was.`}>
      <ul className={classes.rows}>
        {[...Map.groupBy(changed, ({ sentence }) => sentence)].map(([sentence, rows]) => (
          <li key={sentence}>
            {sentence}
            <span className={classes.ways}>
              {rows.map(({ id, label, way, go }) => (
                <button key={id} type="button" className={classes.jump} aria-label={`${way} ${label}`} onClick={go}>
                  <PlainText text={label} />
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <HeldMessages holds={holds} />
    </Notice>
  );
}
