import { Link } from 'wouter';
import type { ChangeOrigin } from '#shared/contract/contact.ts';
import { visibleText } from '#shared/text/visible-text.ts';

/** What set a value, in words. `webhookName` is that of the request’s webhook; null where the request has gone from the log and is no way to anywhere. */
export function OriginWords({
  by,
  deliveryId,
  flowName,
  webhookName,
}: {
  by: ChangeOrigin;
  deliveryId: string | null;
  flowName: string | null;
  webhookName: string | null;
}) {
  if (by === 'hand') return 'by hand';
  if (by === 'import') return 'by an import';
  if (by === 'import-undo') return 'when an import was undone';
  if (by === 'merge') return 'in a merge';
  if (by === 'unmerge') return 'when a merge was undone';
  if (by === 'erasure') return 'when somebody was erased';
  if (by === 'flow') return flowName === null ? 'by a flow' : <>by the flow “{visibleText(flowName)}”</>;
  if (webhookName === null) return 'from a request that is no longer in the log';
  return (
    <>
      <Link href={`/log/${deliveryId}`}>from a request</Link> to “{visibleText(webhookName)}”
    </>
  );
}
