import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { ReplayDialog } from './ReplayDialog.tsx';

/** Opens the comparison; afterwards the new entry is shown. */
export function ReplayButton({ delivery }: { delivery: DeliveryDetail }) {
  const [, navigate] = useLocation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconRepeat size={16} aria-hidden />} onClick={() => setOpen(true)}>
        Replay…
      </Button>
      <ReplayDialog
        id={delivery.id}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onReplayed={(replay) => {
          setOpen(false);
          navigate(`/log/${replay.id}`);
        }}
      />
    </>
  );
}
