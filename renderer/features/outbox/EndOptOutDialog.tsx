import { useDeleteOptOut, useUndoOptOut } from '#renderer/door/mutations.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { changeWithUndo } from '#renderer/ui/delete-with-undo.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { OptOut } from '#shared/contract/opt-out.ts';

/** Asks before messages may go to somebody again who did not want them. */
export function EndOptOutDialog({ optOut, onClose }: { optOut: OptOut | null; onClose: () => void }) {
  const end = useDeleteOptOut();
  const undo = useUndoOptOut();
  const who = sayPhone(optOut?.contact?.label ?? optOut?.address ?? 'this person');
  const allow = () => {
    if (optOut === null) return;
    const params = { id: optOut.id };
    void changeWithUndo({
      change: () => end.mutateAsync({ params }),
      onDone: onClose,
      offer: () => ({
        about: `opt-out ${params.id}`,
        done: `Messages may go to ${who} again.`,
        undo: () => undo.mutateAsync({ params }),
        failed: 'They were not put on the list again.',
      }),
    });
  };
  return (
    <ConfirmDialog
      isOpen={optOut !== null}
      onClose={onClose}
      title={`May messages go to ${who} again?`}
      confirm="Allow messages"
      change={end}
      onConfirm={allow}
    >
      {optOut?.by === 'word'
        ? `They wrote ${optOut.word} themselves. Allow ${MESSAGE_CHANNEL_WORDS[optOut.channel]} again only if they have asked you to. A provider such as Twilio may still refuse until they write START.`
        : 'They were put on the list by hand. Messages that were blocked stay blocked until you send them again.'}
    </ConfirmDialog>
  );
}
