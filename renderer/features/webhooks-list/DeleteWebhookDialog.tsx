import { useDeleteWebhook } from '#renderer/door/mutations.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
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
      onConfirm={() => remove.mutate({ params: { id: webhook.id } }, { onSuccess: onClose })}
    >
      <p>Its address stops working at once, and all its requests leave the log. This cannot be undone.</p>
      <p>Contacts and the values in their fields stay.</p>
    </ConfirmDialog>
  );
}
