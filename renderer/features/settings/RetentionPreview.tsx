import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRetentionPreview, useSettings } from '#renderer/door/queries.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { sayRetention } from './retention-words.ts';

/** What limits that are not saved yet would delete. Nothing while they are the saved ones, or none that could be saved. */
export function RetentionPreview({ retention }: Pick<Settings, 'retention'>) {
  const business = useBusiness();
  const saved = useSettings().data?.retention;
  const [asked] = useDebouncedValue(retention, 300);
  const isChanged = saved !== undefined && JSON.stringify(saved) !== JSON.stringify(retention);
  const preview = useRetentionPreview(asked, { enabled: isChanged });
  const isCurrent = JSON.stringify(asked) === JSON.stringify(retention);
  if (!isChanged || !isCurrent || !preview.data) return null;
  const { bodies, requests, messages, runs } = preview.data;
  const isLoss = bodies + requests + messages + runs > 0;
  return (
    <Text component="span" display="block" size="sm" c={isLoss ? 'var(--fh-warn)' : 'dimmed'}>
      {sayRetention(preview.data, business)}
    </Text>
  );
}
