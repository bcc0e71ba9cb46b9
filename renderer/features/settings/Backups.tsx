import { Button, Table, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useCancelRestore, useMakeBackup } from '#renderer/door/mutations.ts';
import { useBackups } from '#renderer/door/queries.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { sayDecimal } from '#renderer/ui/say-count.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Backup, Backups as BackupList } from '#shared/contract/backup.ts';
import { RestoreDialog } from './RestoreDialog.tsx';
import { Section } from './Section.tsx';
import classes from './settings.module.css';

const REASONS: Record<Backup['reason'], string> = {
  start: 'at a start',
  daily: 'daily',
  'by-hand': 'by hand',
  'before-update': 'before an update',
  'after-erasure': 'after erasing somebody',
};

/** The copies there are, and what can be done with them. */
export function Backups() {
  const backups = useBackups();
  const make = useMakeBackup();
  return (
    <Section
      title="Backups"
      text="Fieldhook copies everything once a day, at a start and before an update, checks each copy, and keeps the last ten. They are on this computer: copy the folder elsewhere now and then."
    >
      <div>
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate({})}>
          Back up now
        </Button>
      </div>
      {make.error && (
        <p role="alert" className={classes.fault}>
          {wholeMessage(make.error)}
        </p>
      )}
      <Loaded query={backups} skeleton={<RowsSkeleton height={40} rows={2} />}>
        {(list) => <BackupTable list={list} />}
      </Loaded>
    </Section>
  );
}

function BackupTable({ list: { items, folder, restoring } }: { list: BackupList }) {
  const cancel = useCancelRestore();
  const [chosen, setChosen] = useState<Backup | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {restoring && (
        <div role="status" className={classes.restoring}>
          <p>
            The next start puts the backup made <RelativeTime at={restoring.madeAt} /> in place. Close Fieldhook and
            start it again.
          </p>
          <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
            Do not restore
          </Button>
        </div>
      )}
      {items.length === 0 ? (
        <p className={classes.none}>There is no backup yet.</p>
      ) : (
        <Table aria-label="Backups" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Made</Table.Th>
              <Table.Th>Size</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>
                <VisuallyHidden>Restore</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((backup) => (
              <Table.Tr key={backup.id}>
                <Table.Td>
                  <RelativeTime at={backup.madeAt} />, {REASONS[backup.reason]}
                </Table.Td>
                <Table.Td>{inMegabytes(backup.sizeBytes)}</Table.Td>
                <Table.Td>{backup.checked ? 'Checked' : <span className={classes.fault}>Not whole</span>}</Table.Td>
                <Table.Td>
                  {backup.checked && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => {
                        setChosen(backup);
                        setOpen(true);
                      }}
                    >
                      Restore…
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <div className={classes.folder}>
        <code className="fh-mono">{folder}</code>
        <CopyButton text={folder} label="Copy the folder of the backups" size="sm" />
      </div>
      {chosen && <RestoreDialog backup={chosen} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  );
}

function inMegabytes(bytes: number): string {
  return `${sayDecimal(bytes / (1024 * 1024), 1)} MB`;
}
