import { Button } from '@mantine/core';
import { useResumeProcessing } from '#renderer/door/mutations.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import type { Health } from '#shared/contract/health.ts';

/** What stands between a sender and the stored data, and what the owner should know about it. Nothing while all is well. */
export function StoredData({ health }: { health: Health }) {
  const resume = useResumeProcessing();
  return (
    <>
      {health.intake.state === 'holding' && (
        <section>
          <h2>Not accepting requests</h2>
          <p>{health.intake.sentence}</p>
        </section>
      )}
      {!health.isProcessing && (
        <section>
          <h2>Requests wait</h2>
          <p>
            Fieldhook crashed several times within a minute, so it only receives and stores for now. Nothing is lost. If
            a request made it crash, it will do so again; look at the oldest waiting one in the log first.
          </p>
          {resume.error && <p role="alert">{wholeMessage(resume.error)}</p>}
          <Button size="compact-sm" loading={resume.isPending} onClick={() => resume.mutate({})}>
            Work on requests again
          </Button>
        </section>
      )}
      {health.notices.length > 0 && (
        <section>
          <h2>Stored data</h2>
          {health.notices.map((notice) => (
            <p key={notice}>{notice}</p>
          ))}
        </section>
      )}
    </>
  );
}
