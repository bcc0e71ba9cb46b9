import { Popover, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useConnection } from '#renderer/door/connection.ts';
import { useHealth } from '#renderer/door/queries.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import { StatusPanel } from './StatusPanel.tsx';
import { statusOf } from './status-words.ts';
import classes from './top-bar.module.css';

/** Is it working? Always in view, in words; opens the addresses and what can be done. */
export function StatusPill({ onRetry }: { onRetry: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const connection = useConnection();
  const { data: health } = useHealth();
  const status = statusOf(connection, health, useNow(1000));
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={400} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.pill} data-tone={status.tone} onClick={() => setOpen(!isOpen)}>
          <span className={classes.dot} aria-hidden />
          <span className={classes.words}>{status.words}</span>
          <span className={classes.short}>{status.short}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <StatusPanel health={health} onRetry={onRetry} onLeave={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
