import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import classes from './person.module.css';

/** Where a value came from: the request that set it, or the owner's hand. */
export interface Source {
  deliveryId: string | null;
  at: string;
  /** As it was first written, where that differs. */
  original: string | null;
}

export function ValueSource({ source: { deliveryId, at, original } }: { source: Source }) {
  return (
    <span className={classes.source}>
      {original !== null && (
        <>
          written as “
          <PlainText text={original.length > 120 ? `${original.slice(0, 120)}…` : original} />” ·{' '}
        </>
      )}
      {deliveryId === null ? 'by hand' : <Link href={`/log/${deliveryId}`}>from a request</Link>},{' '}
      <RelativeTime at={at} />
    </span>
  );
}
