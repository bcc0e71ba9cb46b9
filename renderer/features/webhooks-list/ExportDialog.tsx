import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useWebhookFile } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { saveText } from '#renderer/ui/save-text.ts';
import classes from './export.module.css';
import { WhatItTells } from './WhatItTells.tsx';

/** Shows what the file of one webhook, or of all of them, will tell, before it is saved. */
export function ExportDialog({
  webhook,
  isOpen,
  onClose,
}: {
  webhook: { id: string; name: string } | null;
  isOpen: boolean;
  onClose: () => void;
}) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="xl"
      title={webhook === null ? 'Export all webhooks' : <PlainText text={`Export “${webhook.name}”`} />}
    >
      <ExportForm id={webhook?.id ?? null} onClose={onClose} />
    </Modal>
  );
}

function ExportForm({ id, onClose }: { id: string | null; onClose: () => void }) {
  const [isWithSample, setWithSample] = useState(false);
  const [isWithTests, setWithTests] = useState(true);
  const file = useWebhookFile(id, { sample: isWithSample ? 'masked' : 'none', tests: isWithTests ? 'all' : 'none' });
  return (
    <>
      <p className={classes.lead}>
        The file has the settings with the fields and flows they use. The addresses that senders post to, secrets,
        requests and contacts are not in it. What you wrote yourself goes along as it is.
      </p>
      <Loaded query={file} skeleton={<RowsSkeleton height={36} rows={4} />}>
        {({ literals }) => <WhatItTells groups={literals} />}
      </Loaded>
      <Checkbox
        mt="md"
        label={id === null ? 'Add the tests' : 'Add its tests'}
        description="Those that you have made of requests. Their values are made up, so they tell of nobody; whoever imports the file sees whether they pass."
        checked={isWithTests}
        onChange={(event) => setWithTests(event.currentTarget.checked)}
      />
      <Checkbox
        mt="md"
        label={id === null ? 'Add the samples' : 'Add the sample'}
        description="With made-up values in the place of the real ones, so that whoever imports it sees what it does."
        checked={isWithSample}
        onChange={(event) => setWithSample(event.currentTarget.checked)}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          disabled={!file.isSuccess || file.isPlaceholderData}
          onClick={() => {
            if (file.data === undefined) return;
            saveText(file.data.fileName, file.data.text);
            announce(`${file.data.fileName} is saved.`);
            onClose();
          }}
        >
          Save the file
        </Button>
      </Group>
    </>
  );
}
