import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';
import classes from './import.module.css';

/** A file of webhooks is chosen; one that is dropped onto the window comes by itself. */
export function ChooseFile({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  return (
    <section className={classes.card}>
      <h2>A file</h2>
      <p>Choose a .fieldhook file, or drop it anywhere onto the window.</p>
      <FileButton
        accept={`.${WEBHOOK_FILE_EXTENSION},.json,application/json`}
        onChange={(file) => file !== null && onFile(file)}
      >
        {(props) => (
          <Button {...props} loading={isBusy} leftSection={<IconFileImport size={16} aria-hidden />}>
            Choose a file
          </Button>
        )}
      </FileButton>
    </section>
  );
}
