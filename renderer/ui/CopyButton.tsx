import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Copies `text`; `label` says what is copied ("Copy address"). The success is shown and read out. */
export function CopyButton({ text, label, size = 'md' }: { text: string; label: string; size?: 'sm' | 'md' }) {
  const clipboard = useClipboard({ timeout: 1500 });
  const words = clipboard.copied ? 'Copied' : label;
  return (
    <Tooltip label={words}>
      <ActionIcon
        size={size}
        aria-label={label}
        color={clipboard.copied ? 'green' : 'gray'}
        onClick={() => clipboard.copy(text)}
      >
        {clipboard.copied ? <IconCheck size="60%" aria-hidden /> : <IconCopy size="60%" aria-hidden />}
        <span role="status" className="fh-read-out">
          {clipboard.copied ? 'Copied' : ''}
        </span>
      </ActionIcon>
    </Tooltip>
  );
}
