import { useLocation } from 'wouter';
import type { useDeleteContact } from '#renderer/door/mutations.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import type { ContactDetail } from '#shared/contract/contact.ts';

/** Says what goes and what stays before it deletes. */
export function DeleteContactDialog({
  contact,
  remove,
  isOpen,
  onClose,
}: {
  contact: ContactDetail;
  remove: ReturnType<typeof useDeleteContact>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const [, navigate] = useLocation();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={
        <>
          Delete <PlainText text={sayPhone(contact.label)} />?
        </>
      }
      confirm="Delete contact"
      change={remove}
      onConfirm={() =>
        remove.mutate({ params: { userNs: contact.userNs } }, { onSuccess: () => navigate('/contacts') })
      }
    >
      <p>The contact and the values of all its fields go. This cannot be undone.</p>
      <p>
        Requests stay in the log, without their link to this contact. The next request with the same phone number or
        e-mail makes a new contact.
      </p>
    </ConfirmDialog>
  );
}
