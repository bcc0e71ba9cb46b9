import type { DoorError } from '#renderer/door/client.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import classes from './import.module.css';

/** Why a file was refused, with the places in it. */
export function ImportFault({ error }: { error: Pick<DoorError, 'message' | 'details'> }) {
  return (
    <div className={classes.fault}>
      <Notice tone="bad" title="Nothing was imported." isUrgent>
        <PlainText text={error.message} />
        {error.details.length > 0 && (
          <ul>
            {error.details.slice(0, 10).map(({ pointer, message }) => (
              <li key={`${pointer} ${message}`}>
                <PlainText text={`${pointer}: ${message}`} />
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
