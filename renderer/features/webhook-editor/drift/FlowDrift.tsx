import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { DriftWords } from './DriftWords.tsx';
import classes from './drift.module.css';
import { useDriftedRows } from './use-drifted-rows.ts';

/** Under the flow: places of the request that it reads itself and does not find any more, with the path that is probably meant now. */
export function FlowDrift() {
  const { places } = useDriftedRows();
  return places.map((row) => {
    const { path, proposal } = row;
    const inText = proposal === null ? null : nameInText(proposal.path);
    return (
      <DriftWords
        key={path}
        row={row}
        label={path}
        title={
          <>
            The flow reads{' '}
            <code className={classes.path}>
              <PlainText text={path} />
            </code>
            .{' '}
          </>
        }
        proposed={
          proposal !== null && (
            <>
              {inText !== null && (
                <>
                  , in a text{' '}
                  <code>
                    <PlainText text={inText} />
                  </code>
                </>
              )}{' '}
              <CopyButton
                size="sm"
                text={inText ?? proposal.path}
                label={`Copy the path that is probably meant instead of ${path}`}
              />
            </>
          )
        }
      />
    );
  });
}

/** `$.booking.room` as a text of a flow names it; null where only a condition can say it. */
function nameInText(path: string): string | null {
  return /[?*:,]/.test(path) ? null : `payload${path.slice(1)}`;
}
