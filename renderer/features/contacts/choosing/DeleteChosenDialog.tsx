import { Modal, Text } from '@mantine/core';
import { useStartBulkChange } from '#renderer/door/mutations.ts';
import { DialogFoot } from '#renderer/ui/DialogFoot.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { type ContactChoice, MOST_DELETED } from '#shared/contract/bulk-change.ts';
import { PUT_BACK_MINUTES } from '#shared/contract/webhook.ts';

/** Says what goes and what stays before it deletes those who are chosen. */
export function DeleteChosenDialog({
  isOpen,
  who,
  count,
  onClose,
  onBegun,
}: {
  isOpen: boolean;
  who: ContactChoice;
  count: number;
  onClose: () => void;
  onBegun: () => void;
}) {
  const start = useStartBulkChange();
  const many = count === 1 ? '1 contact' : `${sayCount(count)} contacts`;
  const isTooMany = count > MOST_DELETED;
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Delete ${many}?`}>
      <Text component="div" c="dimmed">
        {isTooMany ? (
          <p>
            At most {sayCount(MOST_DELETED)} contacts are deleted at once, so that it can be undone. Choose fewer:
            search, or choose a segment, first.
          </p>
        ) : (
          <>
            <p>
              They go, with the values of their fields, their messages and what flows do for them. For{' '}
              {PUT_BACK_MINUTES} minutes that can be undone at the foot of the window.
            </p>
            <p>
              Requests stay in the log, without their link to a contact. The next request with the same phone number or
              e-mail makes a new contact. To have somebody forgotten everywhere, use <em>Erase this person</em> on their
              page.
            </p>
          </>
        )}
      </Text>
      <DialogFoot
        isLoss
        confirm={isTooMany ? null : `Delete ${many}`}
        change={start}
        onClose={onClose}
        onConfirm={() => start.mutate({ body: { of: 'delete', who } }, { onSuccess: onBegun })}
      />
    </Modal>
  );
}
