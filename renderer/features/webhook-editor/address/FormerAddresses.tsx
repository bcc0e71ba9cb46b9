import { Text } from '@mantine/core';
import { useEndFormerAddress } from '#renderer/door/mutations.ts';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './address.module.css';

/** Old addresses that still work, and whether somebody still uses them. */
export function FormerAddresses() {
  const { webhook } = useEditor();
  const business = useBusiness();
  const end = useEndFormerAddress();
  if (webhook.formerAddresses.length === 0) return null;
  return (
    <section aria-labelledby="former-addresses" className={classes.former}>
      <Text id="former-addresses" component="h3" size="sm" fw={500}>
        Old addresses that still work
      </Text>
      <ul>
        {webhook.formerAddresses.map(({ hint, address, until, lastUsedAt }) => (
          <li key={hint}>
            <code className={classes.url}>{address}</code>
            <Text size="sm" c="dimmed" component="span" className={classes.use}>
              Until {formatExact(until, business)}.{' '}
              {lastUsedAt === null ? (
                'Nothing has come through it since.'
              ) : (
                <>
                  Still used: something came through it <RelativeTime at={lastUsedAt} />.
                </>
              )}
            </Text>
            <ConfirmButton
              label="End now…"
              fullLabel={`End now… the old address ${hint}`}
              title="End this old address now?"
              confirm="End it now"
              change={end}
              onConfirm={(done) => end.mutate({ params: { id: webhook.id, hint } }, { onSuccess: done })}
            >
              {lastUsedAt === null
                ? 'What is still sent to it is refused. It cannot be brought back.'
                : 'Somebody still sends to it: what comes from now on is refused and lost. It cannot be brought back.'}
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
