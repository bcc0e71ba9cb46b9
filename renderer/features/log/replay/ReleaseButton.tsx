import { Button, Modal, Text } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useReleaseDelivery } from '#renderer/door/mutations.ts';
import { useReplayComparison } from '#renderer/door/queries.ts';
import { DialogFoot } from '#renderer/ui/DialogFoot.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { Comparison } from './Comparison.tsx';

/** Has a request that was held back worked on after all (RC6), once it was seen what that does: messages may go out. */
export function ReleaseButton({ delivery }: { delivery: DeliveryDetail }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const isReleased = useRef<boolean>(false);
  // The button goes, as nothing is held back any more; the keyboard goes on at the heading.
  useEffect(
    () => () => {
      if (isReleased.current) document.querySelector('h1')?.focus();
    },
    [],
  );
  const done = () => {
    isReleased.current = true;
    close();
  };
  return (
    <>
      <Button variant="light" leftSection={<IconArrowForwardUp size={16} aria-hidden />} onClick={() => setOpen(true)}>
        Release…
      </Button>
      <Modal opened={isOpen} onClose={close} title="Release this request?" size="56rem">
        <Asked delivery={delivery} onClose={close} onReleased={done} />
      </Modal>
    </>
  );
}

function Asked({
  delivery: { id, answered },
  onClose,
  onReleased,
}: {
  delivery: DeliveryDetail;
  onClose: () => void;
  onReleased: () => void;
}) {
  const comparison = useReplayComparison(id, { enabled: true });
  const release = useReleaseDelivery();
  return (
    <>
      <Text c="dimmed" size="sm" mb="md">
        It was held back when it came. Released, it is worked on once, with the webhook as it is saved today.
        {(answered ?? 0) >= 400 &&
          ' Its sender was told that it was not taken: if it is sent again, that is worked on, too.'}
      </Text>
      <Loaded query={comparison} skeleton={<RowsSkeleton height={90} rows={2} />}>
        {(loaded) => <Comparison comparison={loaded} />}
      </Loaded>
      <DialogFoot
        confirm="Release it"
        change={release}
        onClose={onClose}
        onConfirm={() => release.mutate({ params: { id } }, { onSuccess: onReleased })}
        isReady={comparison.data !== undefined && !release.isSuccess}
      />
    </>
  );
}
