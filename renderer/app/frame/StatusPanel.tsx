import { Anchor, Button } from '@mantine/core';
import { Link } from 'wouter';
import { useConnection } from '#renderer/door/connection.ts';
import { usePauseIntake } from '#renderer/door/mutations.ts';
import { useAddressChanges, useOutages } from '#renderer/door/queries.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useNow } from '#renderer/ui/time/use-now.ts';
import type { Health } from '#shared/contract/health.ts';
import { StoredData } from './StoredData.tsx';
import classes from './status-panel.module.css';
import { inSeconds } from './status-words.ts';

/** The addresses, what the public one can see and promise, and when it is tried again. */
export function StatusPanel({
  health,
  onRetry,
  onLeave,
}: {
  health: Health | undefined;
  onRetry: () => void;
  onLeave: () => void;
}) {
  const connection = useConnection();
  return (
    <div className={classes.panel}>
      {connection.state === 'lost' && (
        <section className={classes.lost}>
          <h2>Not connected to Fieldhook</h2>
          <p>
            Nothing that was received is lost, but what you see here may be out of date. If Fieldhook was closed, start
            it again; this page then goes on by itself.
          </p>
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            Try now
          </Button>
        </section>
      )}
      {health && (
        <>
          <StoredData health={health} />
          <section>
            <h2>On this computer</h2>
            {health.receiver.url ? (
              <Address url={health.receiver.url} label="Copy the address on this computer" />
            ) : (
              <p>The receiver is not running. Close Fieldhook and start it again.</p>
            )}
            {health.pending > 0 && (
              <p>
                {health.pending} stored, {health.isProcessing ? 'being worked on' : 'waiting'}.
              </p>
            )}
            {health.intake.state === 'open' && <Pause />}
          </section>
          <section>
            <h2>From outside</h2>
            <TunnelState tunnel={health.tunnel} />
            <SendersToTell onLeave={onLeave} />
            {health.unknownAddressRequests > 0 && (
              <p>
                {health.unknownAddressRequests === 1 ? 'One request' : `${health.unknownAddressRequests} requests`} to
                addresses that belong to no webhook, turned away.
              </p>
            )}
            <Anchor component={Link} href="/settings" size="sm" onClick={onLeave}>
              Change in Settings
            </Anchor>
          </section>
        </>
      )}
    </div>
  );
}

function Pause() {
  const pause = usePauseIntake(true);
  return (
    <>
      {pause.error && <p role="alert">{wholeMessage(pause.error)}</p>}
      <Button size="compact-sm" variant="default" loading={pause.isPending} onClick={() => pause.mutate({})}>
        Pause: take no requests
      </Button>
    </>
  );
}

function TunnelState({ tunnel }: { tunnel: Health['tunnel'] }) {
  const now = useNow(1000);
  return (
    <>
      {tunnel.url !== null && <Address url={tunnel.url} label="Copy the public address" />}
      <p>
        {tunnel.sentence}
        {tunnel.state === 'retrying' && tunnel.nextTryAt !== null && (
          <> Next try {inSeconds(Date.parse(tunnel.nextTryAt), now)}.</>
        )}
        {tunnel.checkedAt !== null && (
          <>
            {' '}
            Last checked <RelativeTime at={tunnel.checkedAt} />.
          </>
        )}
      </p>
      <LastOutage />
      <p className={classes.promise}>{tunnel.promise}</p>
    </>
  );
}

/** Where the address changed (TN4): how many senders still have the former one, and the way to the list. */
function SendersToTell({ onLeave }: { onLeave: () => void }) {
  const waiting = useAddressChanges().data?.items.filter(({ told }) => told === null).length ?? 0;
  if (waiting === 0) return null;
  return (
    <p>
      The address changed, and {waiting === 1 ? 'one sender has' : `${waiting} senders have`} not been told.{' '}
      <Anchor component={Link} href="/" size="sm" onClick={onLeave}>
        Show the list
      </Anchor>
    </p>
  );
}

/** One line about the last time in which something may have been missed; the settings tell the rest. */
function LastOutage() {
  const last = useOutages().data?.items[0];
  if (last === undefined || last.to === null) return null;
  return (
    <p>
      Last interrupted <RelativeTime at={last.from} />: requests may be missing. See Interruptions in the settings.
    </p>
  );
}

function Address({ url, label }: { url: string; label: string }) {
  return (
    <div className={classes.address}>
      <code>{url}</code>
      <CopyButton text={url} label={label} size="sm" />
    </div>
  );
}
