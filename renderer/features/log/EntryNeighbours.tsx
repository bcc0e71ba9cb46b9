import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { DeliveryPages } from '#renderer/door/delivery-lists.ts';
import { keys } from '#renderer/door/keys.ts';
import { logPlace } from './log-place.ts';

/** Steps through the list that one came from, under the same filter. */
export function EntryNeighbours({ id }: { id: string }) {
  const pages = useQueryClient().getQueryData<DeliveryPages>(keys.deliveries(logPlace.filter));
  const ids = pages?.pages.flatMap((page) => page.items.map((item) => item.id)) ?? [];
  const at = ids.indexOf(id);
  if (at === -1) return null;
  return (
    <Group gap={4}>
      <Step id={ids[at - 1]} label="Newer request" Icon={IconChevronUp} />
      <Step id={ids[at + 1]} label="Older request" Icon={IconChevronDown} />
    </Group>
  );
}

function Step({ id, label, Icon }: { id: string | undefined; label: string; Icon: typeof IconChevronUp }) {
  if (id === undefined) {
    return (
      <ActionIcon size="lg" variant="default" aria-label={label} disabled>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    );
  }
  return (
    <Tooltip label={label}>
      <ActionIcon component={Link} href={`/log/${id}`} size="lg" variant="default" aria-label={label}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
