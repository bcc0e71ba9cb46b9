import { useUpdateField } from '#renderer/door/mutations.ts';
import { NameDialog } from '#renderer/ui/NameDialog.tsx';
import type { Field } from '#shared/contract/field.ts';

export function RenameFieldDialog({ field, onClose }: { field: Field | null; onClose: () => void }) {
  const update = useUpdateField();
  return (
    <NameDialog
      isOpen={field !== null}
      onClose={onClose}
      title="Rename field"
      description="Webhooks that fill this field go on doing so."
      name={field?.name ?? ''}
      confirm="Rename"
      change={update}
      onConfirm={(name) => {
        if (field) update.mutate({ params: { key: field.key }, body: { name } }, { onSuccess: onClose });
      }}
    />
  );
}
