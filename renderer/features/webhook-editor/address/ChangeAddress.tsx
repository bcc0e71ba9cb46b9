import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useRotateToken } from '#renderer/door/mutations.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { useEditor } from '../editor-context.tsx';

/** How long the old address goes on working, in hours. */
const OVERLAPS = [
  { value: '0', label: 'It ends at once' },
  { value: '1', label: 'It works for another hour' },
  { value: '24', label: 'It works for another day' },
  { value: '168', label: 'It works for another week' },
  { value: '720', label: 'It works for another 30 days' },
];

/** Gives the webhook another address (RC9), for when somebody knows it who should not. */
export function ChangeAddress() {
  const { webhook } = useEditor();
  const [isOpen, setIsOpen] = useState(false);
  const [overlap, setOverlap] = useState('24');
  const rotate = useRotateToken();
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setIsOpen(true)}>
        Change address…
      </Button>
      <Modal opened={isOpen} onClose={() => setIsOpen(false)} title="Change the address?">
        <Text c="dimmed" mb="md">
          The webhook gets a new address. Paste it into the sender while the old one still works: then nothing is
          missed. Both lead here meanwhile.
        </Text>
        <Select
          label="The old address"
          data={OVERLAPS}
          value={overlap}
          onChange={(value) => value !== null && setOverlap(value)}
          allowDeselect={false}
          data-autofocus
        />
        {overlap === '0' && (
          <Text size="sm" mt="xs">
            What is sent to the old address from then on is refused, and is not kept.
          </Text>
        )}
        {rotate.error && (
          <Text role="alert" c="var(--mantine-color-error)" mt="sm">
            {wholeMessage(rotate.error)}
          </Text>
        )}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setIsOpen(false)}>
            Cancel
          </Button>
          <Button
            loading={rotate.isPending}
            onClick={() =>
              rotate.mutate(
                { params: { id: webhook.id }, body: { overlapHours: Number(overlap) } },
                { onSuccess: () => setIsOpen(false) },
              )
            }
          >
            Change address
          </Button>
        </Group>
      </Modal>
    </>
  );
}
