import { Link } from 'wouter';
import type { Origin } from '#shared/contract/contact.ts';
import { visibleText } from '#shared/text/visible-text.ts';

/** What set a value, in words. `webhookName` is that of the request’s webhook; null where the request has gone from the log and is no way to anywhere. */
export function OriginWords({
  by,
  deliveryId,
  flowName,
  webhookName,
}: {
  by: Origin;
  deliveryId: string | null;
  flowName: string | null;
  webhookName: string | null;
}) {
  if (by === 'hand') return 'by hand';
  if (by === 'import') return 'by an import';
  if (by === 'flow') return flowName === null ? 'by a flow' : <>by the flow “{visibleText(flowName)}”</>;
  if (webhookName === null) return 'from a request that is no longer in the log';
  return (
    <>
      <Link href={`/log/${deliveryId}`}>from a request</Link> to “{visibleText(webhookName)}”
    </>
  );
}
