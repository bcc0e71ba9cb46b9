import { useRestoreBackup } from '#renderer/door/mutations.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Backup } from '#shared/contract/backup.ts';

/** Says what will happen, and when, before it is asked for. */
export function RestoreDialog({ backup, isOpen, onClose }: { backup: Backup; isOpen: boolean; onClose: () => void }) {
  const restore = useRestoreBackup();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Restore this backup?"
      confirm="Restore at the next start"
      change={restore}
      onConfirm={() => restore.mutate({ params: { id: backup.id } }, { onSuccess: onClose })}
    >
      <p>
        Webhooks, requests, contacts, fields and settings become what they were when this backup was made (
        <RelativeTime at={backup.madeAt} />
        ). What came later is not in it: whoever was erased since is there again, and who asked for no messages since is
        not known.
      </p>
      <p>
        Messages that were still to go out then, and flows whose time has come, wait for you: they may have gone out
        since.
      </p>
      <p>
        Nothing happens now. The next start puts it in place and keeps what it replaces in the folder “replaced” of the
        data folder. Until then you can change your mind.
      </p>
    </ConfirmDialog>
  );
}
