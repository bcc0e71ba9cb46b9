import { Button, Group, Loader, Modal, Radio, Text } from '@mantine/core';
import { useState } from 'react';
import type { useEraseContact } from '#renderer/door/mutations.ts';
import { useErasurePlan } from '#renderer/door/queries.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import type { ContactDetail } from '#shared/contract/contact.ts';
import type { BackupChoice, Erasure } from '#shared/contract/erasure.ts';
import { ErasureReport } from './ErasureReport.tsx';
import classes from './erasure.module.css';

/** Looks everywhere first and says what would go; nothing happens before the owner has seen it and agreed. */
export function EraseContactDialog({
  contact,
  erase,
  onClose,
}: {
  contact: ContactDetail;
  erase: ReturnType<typeof useEraseContact>;
  onClose: () => void;
}) {
  const { userNs } = contact;
  const [backups, setBackups] = useState<BackupChoice>('keep');
  const plan = useErasurePlan(userNs, backups, { enabled: !erase.isPending });
  const error = erase.error ?? plan.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <>
          Erase <PlainText text={sayPhone(contact.label)} />?
        </>
      }
    >
      <div className={classes.dialog}>
        {plan.data ? (
          <ErasureReport report={plan.data} level="h3" />
        ) : (
          plan.isFetching && (
            <p role="status" className={classes.looking}>
              <Loader size="xs" aria-hidden />
              Looking through everything that is stored. This takes a moment where there is much.
            </p>
          )
        )}
        {plan.data && <Copies report={plan.data} choice={backups} onChoose={setBackups} />}
        {error && (
          <Text role="alert" c="var(--mantine-color-error)">
            {wholeMessage(error)}
          </Text>
        )}
        <div className={classes.foot}>
          <Text size="sm" c="dimmed">
            This cannot be undone.
          </Text>
          <Group gap="sm">
            <Button variant="default" onClick={onClose} data-autofocus>
              Cancel
            </Button>
            <Button
              color="red"
              loading={erase.isPending}
              disabled={!plan.data || plan.isPlaceholderData}
              onClick={() => erase.mutate({ params: { userNs }, body: { dryRun: false, backups } })}
            >
              Erase for good
            </Button>
          </Group>
        </div>
      </div>
    </Modal>
  );
}

/** Backups still hold the person; what happens to them is the owner's choice. */
function Copies({
  report: { copies },
  choice,
  onChoose,
}: {
  report: Erasure;
  choice: BackupChoice;
  onChoose: (choice: BackupChoice) => void;
}) {
  if (copies.backups + copies.aside === 0) return null;
  return (
    <Radio.Group
      label="Backups that still hold this person"
      value={choice}
      onChange={(value) => onChoose(value as BackupChoice)}
      className={classes.choice}
    >
      <Radio
        value="keep"
        label="Keep them"
        description="They are gone by themselves when ten newer ones have been made, in about ten days."
      />
      <Radio
        value="replace"
        label="Make a fresh backup and delete the older ones"
        description="Also what restores have put aside. There is then no way back to an earlier day."
      />
    </Radio.Group>
  );
}
