import { useDeleteWebhook, useRestoreWebhook } from '#renderer/door/mutations.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { deleteWithUndo } from '#renderer/ui/delete-with-undo.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';

/** Says what goes and what stays before it deletes. */
export function DeleteWebhookDialog({
  webhook,
  isOpen,
  onClose,
}: {
  webhook: WebhookRow;
  isOpen: boolean;
  onClose: () => void;
}) {
  const remove = useDeleteWebhook();
  const restore = useRestoreWebhook();
  const params = { id: webhook.id };
  const confirm = () =>
    deleteWithUndo({
      name: webhook.name,
      remove: () => remove.mutateAsync({ params }),
      onDeleted: onClose,
      undo: () => restore.mutateAsync({ params }),
    });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={
        <>
          Delete <PlainText text={webhook.name} />?
        </>
      }
      confirm="Delete webhook"
      change={remove}
      onConfirm={() => void confirm()}
    >
      <p>
        Its address stops working at once, and all its requests leave the log. For a minute that can be undone in the
        note that follows.
      </p>
      <p>Contacts and the values in their fields stay.</p>
    </ConfirmDialog>
  );
}
