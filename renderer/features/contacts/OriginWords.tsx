import { Link } from 'wouter';
import type { ChangeOrigin } from '#shared/contract/contact.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { importAddress } from './import-address.ts';

/** What set a value, in words. `webhookName` is that of the request’s webhook; null where the request has gone from the log and is no way to anywhere. */
export function OriginWords({
  by,
  deliveryId,
  flowName,
  webhookName,
  importId,
}: {
  by: ChangeOrigin;
  deliveryId: string | null;
  flowName: string | null;
  webhookName: string | null;
  /** Null where the import is not known any more. */
  importId: string | null;
}) {
  if (by === 'hand') return 'by hand';
  if (by === 'import')
    return importId === null ? 'by an import' : <Link href={importAddress(importId)}>by an import</Link>;
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
