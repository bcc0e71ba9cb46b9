import { Button, Text } from '@mantine/core';
import { useEndFormerAddress } from '#renderer/door/mutations.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
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
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`End now: the old address ${hint}…`}
              loading={end.isPending && end.variables.params.hint === hint}
              onClick={() => end.mutate({ params: { id: webhook.id, hint } })}
            >
              End now
            </Button>
          </li>
        ))}
      </ul>
      {end.error && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {wholeMessage(end.error)}
        </Text>
      )}
    </section>
  );
}
