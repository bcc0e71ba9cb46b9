import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Origin } from '#shared/contract/contact.ts';
import { OriginWords } from './OriginWords.tsx';
import classes from './person.module.css';

/** Where a value came from, and when. */
export interface Source {
  by: Origin;
  flowName: string | null;
  deliveryId: string | null;
  at: string;
  /** As it was first written, where that differs. */
  original: string | null;
}

export function ValueSource({ source: { by, deliveryId, flowName, at, original } }: { source: Source }) {
  return (
    <span className={classes.source}>
      {original !== null && (
        <>
          written as “
          <PlainText text={original.length > 120 ? `${original.slice(0, 120)}…` : original} />” ·{' '}
        </>
      )}
      <OriginWords by={by} deliveryId={deliveryId} flowName={flowName} />, <RelativeTime at={at} />
    </span>
  );
}
