import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { ContactDetail, Origin } from '#shared/contract/contact.ts';
import { OriginWords } from './OriginWords.tsx';
import classes from './person.module.css';

/** Where a value came from, and when. */
export interface Source {
  by: Origin;
  flowName: string | null;
  importId: string | null;
  deliveryId: string | null;
  /** Null where no request set it, or the request has gone from the log. */
  webhookName: string | null;
  at: string;
  /** As it was first written, where that differs. */
  original: string | null;
}

/** The source of a value of somebody, with the name of the webhook that it came through. */
export function sourceOf<Value extends Omit<Source, 'webhookName'>>(value: Value, { webhookNames }: ContactDetail) {
  return { ...value, webhookName: value.deliveryId === null ? null : (webhookNames[value.deliveryId] ?? null) };
}

export function ValueSource({
  source: { by, deliveryId, webhookName, flowName, importId, at, original },
}: {
  source: Source;
}) {
  return (
    <span className={classes.source}>
      {original !== null && (
        <>
          written as “
          <PlainText text={original.length > 120 ? `${original.slice(0, 120)}…` : original} />” ·{' '}
        </>
      )}
      <OriginWords {...{ by, deliveryId, webhookName, flowName, importId }} />, <RelativeTime at={at} />
    </span>
  );
}
