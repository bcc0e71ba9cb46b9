import { Tooltip } from '@mantine/core';
import { formatExact, formatRelative } from './format-time.ts';
import { useBusiness } from './use-business.ts';
import { useNow } from './use-now.ts';

/** “2 min ago”, kept up to date; the full date and time on hover and for machines. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  const business = useBusiness();
  return (
    <Tooltip label={formatExact(at, business)}>
      <time dateTime={at}>{formatRelative(at, Math.max(now, Date.parse(at)), business)}</time>
    </Tooltip>
  );
}
