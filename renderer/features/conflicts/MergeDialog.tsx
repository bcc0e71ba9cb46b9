import { Button, Group, Modal, Radio, Text } from '@mantine/core';
import { useState } from 'react';
import type { useResolveConflict } from '#renderer/door/mutations.ts';
import { useMergePreview } from '#renderer/door/queries.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { MergePreview } from '#renderer/ui/merge/MergePreview.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import type { ConflictDetail } from '#shared/contract/conflict.ts';
import type { Contact } from '#shared/contract/contact.ts';
import classes from './conflicts.module.css';

const NOTHING_TAKEN = { slots: [], fields: [] };

/** Who stays, and what that gives, before it is done. */
export function MergeDialog({
  conflict,
  resolve,
  isOpen,
  onClose,
}: {
  conflict: ConflictDetail;
  resolve: ReturnType<typeof useResolveConflict>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { id, people } = conflict;
  const [chosen, setChosen] = useState<string | null>(null);
  const keep = people.find(({ userNs }) => userNs === chosen) ?? people[0];
  if (keep === undefined) return null;
  const others = people.filter((person) => person !== keep);
  return (
    <Modal opened={isOpen} onClose={onClose} title="Merge them into one contact" size="xl">
      <Radio.Group
        label="Who stays?"
        description="Where they differ, this one’s value stays. The others’ fill what is blank."
        value={keep.userNs}
        onChange={setChosen}
      >
        <div className={classes.keeps}>
          {people.map(({ userNs, label }) => (
            <Radio key={userNs} value={userNs} label={<PlainText text={sayPhone(label)} />} />
          ))}
        </div>
      </Radio.Group>
      {others.map((from) => (
        <Preview key={from.userNs} keep={keep} from={from} />
      ))}
      <Text size="sm" c="dimmed" mt="md">
        Then the request is worked on as theirs. A merge can be undone.
      </Text>
      {resolve.error && (
        <Text role="alert" c="var(--mantine-color-error)" mt="sm">
          {wholeMessage(resolve.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={resolve.isPending}
          onClick={() => resolve.mutate({ params: { id }, body: { choice: 'merge', keep: keep.userNs } })}
        >
          Merge and work on the request
        </Button>
      </Group>
    </Modal>
  );
}

function Preview({ keep, from }: { keep: Contact; from: Contact }) {
  const preview = useMergePreview(keep.userNs, from.userNs, NOTHING_TAKEN);
  return (
    <div className={classes.preview}>
      <Loaded query={preview} skeleton={<RowsSkeleton height={120} rows={1} />}>
        {(loaded) => <MergePreview preview={loaded} take={NOTHING_TAKEN} />}
      </Loaded>
    </div>
  );
}
