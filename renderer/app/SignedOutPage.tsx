import { IconKey } from '@tabler/icons-react';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';

/** A browser that has not opened the printed address sees this and nothing else. */
export function SignedOutPage() {
  return (
    <main>
      <h1 className="fh-read-out">Fieldhook</h1>
      <EmptyState
        icon={<IconKey aria-hidden />}
        title="This browser is not signed in to Fieldhook"
        text="Open the address that Fieldhook printed when it started. It contains the key, so that nobody else on this computer can read your contacts."
      />
    </main>
  );
}
