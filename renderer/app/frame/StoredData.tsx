import { Button } from '@mantine/core';
import { useConfirmClock, usePauseIntake, useResumeProcessing } from '#renderer/door/mutations.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Health } from '#shared/contract/health.ts';

/** What stands between a sender and the stored data, and what the owner should know about it. Nothing while all is well. */
export function StoredData({ health }: { health: Health }) {
  const resume = useResumeProcessing();
  return (
    <>
      {health.intake.reason === 'paused' && <Paused sentence={health.intake.sentence} />}
      {health.intake.state === 'holding' && health.intake.reason !== 'paused' && (
        <section>
          <h2>Not accepting requests</h2>
          <p>{health.intake.sentence}</p>
        </section>
      )}
      {!health.isProcessing && (
        <section>
          <h2>Requests wait</h2>
          <p>
            Fieldhook crashed three times within five minutes, so it only receives and stores for now: flows and
            messages wait as well. Nothing is lost. What made it crash will do so again: look first at the oldest
            request that waits in the log, and at the oldest message that waits in the Outbox.
          </p>
          {resume.error && <p role="alert">{wholeMessage(resume.error)}</p>}
          <Button size="compact-sm" loading={resume.isPending} onClick={() => resume.mutate({})}>
            Work on requests again
          </Button>
        </section>
      )}
      {health.clockDoubt && <ClockQuestion doubt={health.clockDoubt} />}
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

/** A clock that jumped ahead would have everything deleted that is kept for a time. */
function ClockQuestion({ doubt: { now, lastBelieved } }: { doubt: NonNullable<Health['clockDoubt']> }) {
  const business = useBusiness();
  const confirm = useConfirmClock();
  return (
    <section>
      <h2>Is this computer’s date right?</h2>
      <p>
        It says {formatInstant(now, business)}; the last time that Fieldhook could rely on was{' '}
        {formatInstant(lastBelieved, business)}. Old requests are not deleted until you confirm the date. If it is
        wrong, correct it in the settings of the computer, and this question goes by itself.
      </p>
      {confirm.error && <p role="alert">{wholeMessage(confirm.error)}</p>}
      <Button size="compact-sm" loading={confirm.isPending} onClick={() => confirm.mutate({})}>
        The date is right
      </Button>
    </section>
  );
}

function Paused({ sentence }: { sentence: string }) {
  const resume = usePauseIntake(false);
  return (
    <section>
      <h2>Paused</h2>
      <p>{sentence}</p>
      {resume.error && <p role="alert">{wholeMessage(resume.error)}</p>}
      <Button size="compact-sm" loading={resume.isPending} onClick={() => resume.mutate({})}>
        Resume
      </Button>
    </section>
  );
}
