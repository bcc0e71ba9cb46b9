import { useDeleteFlow, useRestoreFlow } from '#renderer/door/mutations.ts';
import { DeleteEverywhereDialog } from '#renderer/ui/DeleteEverywhereDialog.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { useSubject } from '#renderer/ui/use-subject.ts';
import type { Flow } from '#shared/contract/flow.ts';

/**
 * Says what goes before it deletes. Only a flow that was shown as used is taken out of webhooks: one that came into use meanwhile is
 * refused by the engine, and the dialog then says by which.
 */
export function DeleteFlowDialog({ flow, onClose }: { flow: Flow | null; onClose: () => void }) {
  const remove = useDeleteFlow();
  const restore = useRestoreFlow();
  const shown = useSubject(flow, remove.reset);
  if (!shown) return null;

  const isUsed = shown.usedBy.length > 0 || remove.error?.code === 'FLOW_IN_USE';
  const params = { key: shown.key };
  return (
    <DeleteEverywhereDialog
      isOpen={flow !== null}
      onClose={onClose}
      name={shown.name}
      noun="flow"
      isUsed={isUsed}
      change={remove}
      remove={() => remove.mutateAsync({ params, query: { force: isUsed ? 'true' : 'false' } })}
      undo={() => restore.mutateAsync({ params })}
    >
      {shown.usedBy.length > 0 && (
        <p>
          It is started by{' '}
          <strong>
            <PlainText text={new Intl.ListFormat('en').format(shown.usedBy.map(({ name }) => name))} />
          </strong>
          , which then only files requests and sends nothing.
        </p>
      )}
      <p>{loss(shown.running)} Messages in the Outbox stay.</p>
    </DeleteEverywhereDialog>
  );
}

function loss(running: number): string {
  if (running === 0) return 'Nobody is in it now.';
  return running === 1
    ? 'It ends for the one person who is in it now.'
    : `It ends for the ${sayCount(running)} people who are in it now.`;
}
