import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';

/** From a request, or an item of it, to what is to be decided about it, or was. */
export function ConflictLink({ conflict: { id, isOpen } }: { conflict: NonNullable<DeliveryDetail['conflict']> }) {
  return (
    <Button
      component={Link}
      href={`/conflicts/${encodeURIComponent(id)}`}
      variant={isOpen ? 'filled' : 'default'}
      leftSection={<IconArrowsSplit2 size={16} aria-hidden />}
    >
      {isOpen ? 'Decide whom it is about' : 'Open conflict'}
    </Button>
  );
}
