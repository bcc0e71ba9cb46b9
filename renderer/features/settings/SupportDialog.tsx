import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useSupportBundle } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { saveText } from '#renderer/ui/save-text.ts';
import type { SupportBundle } from '#shared/contract/support-bundle.ts';
import classes from './support.module.css';

/** The support file word for word, before it is saved: what is saved is what was shown. */
export function SupportDialog({ isOpen, onClose, onSaved }: { isOpen: boolean } & Ends) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="The support file" size="xl">
      <Bundle onClose={onClose} onSaved={onSaved} />
    </Modal>
  );
}

interface Ends {
  onClose: () => void;
  onSaved: (fileName: string) => void;
}

function Bundle(ends: Ends) {
  return <Loaded query={useSupportBundle()}>{(bundle) => <Preview bundle={bundle} {...ends} />}</Loaded>;
}

function Preview({ bundle, onClose, onSaved }: { bundle: SupportBundle } & Ends) {
  const text = `${JSON.stringify(bundle, null, 2)}\n`;
  const save = () => {
    const fileName = `fieldhook-support-${bundle.madeAt.slice(0, 10)}.json`;
    saveText(fileName, text);
    onSaved(fileName);
    onClose();
  };
  return (
    <Stack gap="md">
      <Text size="sm">
        This is all of it: versions, settings without names and addresses, how Fieldhook is doing, how each webhook
        reads (by number, without its name), outcomes by hour, outages, and the latest events of the program. Of people,
        payloads, messages, addresses and secrets there is nothing. Saving puts it into your downloads; whom you give it
        to is up to you.
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.file} tabIndex={0} aria-label="What is in the support file">
        <pre>{text}</pre>
      </section>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={save} data-autofocus>
          Save the file
        </Button>
      </Group>
    </Stack>
  );
}
