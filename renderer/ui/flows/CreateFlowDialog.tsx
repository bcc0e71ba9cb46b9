import { useCreateFlow } from '#renderer/door/mutations.ts';
import type { Flow } from '#shared/contract/flow.ts';
import { NameDialog } from '../NameDialog.tsx';

/** Makes a flow without steps; what then happens is the caller's. */
export function CreateFlowDialog({
  isOpen,
  onClose,
  onMade,
}: {
  isOpen: boolean;
  onClose: () => void;
  onMade: (flow: Flow) => void;
}) {
  const create = useCreateFlow();
  return (
    <NameDialog
      isOpen={isOpen}
      onClose={onClose}
      title="New flow"
      description="For example “Booking confirmation”."
      name=""
      confirm="Create flow"
      change={create}
      onConfirm={(name) => create.mutate({ body: { name } }, { onSuccess: onMade })}
    />
  );
}
