import { useLocation } from 'wouter';
import { type useDeleteContact, useRestoreContact } from '#renderer/door/mutations.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { deleteWithUndo } from '#renderer/ui/delete-with-undo.tsx';
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
  const restore = useRestoreContact();
  const params = { userNs: contact.userNs };
  const confirm = () =>
    deleteWithUndo({
      name: sayPhone(contact.label),
      remove: () => remove.mutateAsync({ params }),
      onDeleted: () => navigate('/contacts'),
      undo: () => restore.mutateAsync({ params }),
    });
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
      onConfirm={() => void confirm()}
    >
      <p>
        The contact goes, with the values of its fields, its messages and what flows do for it. For a minute that can be
        undone in the note that follows.
      </p>
      <p>
        Requests stay in the log, without their link to this contact. The next request with the same phone number or
        e-mail makes a new contact.
      </p>
    </ConfirmDialog>
  );
}
