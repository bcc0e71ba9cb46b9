import { useUpdateFlow } from '#renderer/door/mutations.ts';
import { NameDialog } from '#renderer/ui/NameDialog.tsx';
import type { Flow } from '#shared/contract/flow.ts';

export function RenameFlowDialog({ flow, onClose }: { flow: Flow | null; onClose: () => void }) {
  const update = useUpdateFlow();
  return (
    <NameDialog
      isOpen={flow !== null}
      onClose={onClose}
      title="Rename flow"
      description="Webhooks that start this flow go on doing so."
      name={flow?.name ?? ''}
      confirm="Rename"
      change={update}
      onConfirm={(name) => {
        if (flow) update.mutate({ params: { key: flow.key }, body: { name } }, { onSuccess: onClose });
      }}
    />
  );
}
