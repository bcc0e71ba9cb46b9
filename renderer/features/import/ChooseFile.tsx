import { Button, FileButton, Group } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useFileSchema } from '#renderer/door/mutations.ts';
import { saveText } from '#renderer/ui/save-text.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import { WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';
import classes from './import.module.css';

const SCHEMA_FILE = 'webhook-file.schema.json';

/** A file of webhooks is chosen; one that is dropped onto the window comes by itself. */
export function ChooseFile({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File) => void }) {
  const schema = useFileSchema();
  const saveSchema = () =>
    schema.mutate(
      {},
      {
        onSuccess: (found) => saveText(SCHEMA_FILE, `${JSON.stringify(found, null, 2)}\n`),
        onError: (error) => tellFailure('The JSON Schema was not saved.', error),
      },
    );
  return (
    <section className={classes.card}>
      <h2>A file</h2>
      <p>
        Choose a .fieldhook file, or drop it anywhere onto the window. A JSON Schema says to programs what stands in
        one.
      </p>
      <Group gap="xs">
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
        <Button variant="subtle" loading={schema.isPending} onClick={saveSchema}>
          Save the JSON Schema
        </Button>
      </Group>
    </section>
  );
}
