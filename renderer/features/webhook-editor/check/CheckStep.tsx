import { Button, Loader, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBroadcast } from '@tabler/icons-react';
import { useState } from 'react';
import { isDirty } from '#renderer/ui/draft/draft.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { ItemReceipts } from '#renderer/ui/receipt/ItemReceipts.tsx';
import { ReceiptView } from '#renderer/ui/receipt/ReceiptView.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { Preview } from '#shared/contract/preview.ts';
import { useEditor } from '../editor-context.tsx';
import { goToRow, goToStep } from '../places.ts';
import { BackTestPanel } from '../recent/BackTestPanel.tsx';
import { StepSection } from '../StepSection.tsx';
import { TestsPanel } from '../tests/TestsPanel.tsx';
import type { Save } from '../use-save.ts';
import classes from './check.module.css';
import { LiveTest } from './LiveTest.tsx';

export function CheckStep({ saving }: { saving: Save }) {
  const { webhook, draft } = useEditor();
  const hasChanges = isDirty(draft);
  const canSave = hasChanges && !saving.isBehind;
  const [isTesting, setIsTesting] = useState(false);
  return (
    <StepSection
      step="check"
      lead="What would happen if the sample arrived now. It follows every change above; nothing is written or sent."
    >
      <div className={classes.columns}>
        <div>
          <Receipt />
          <BackTestPanel />
          <TestsPanel />
        </div>
        <div className={classes.switching}>
          <Switch
            size="md"
            label="Active"
            description={activeWords(webhook.active, hasChanges)}
            checked={webhook.active}
            // Not `disabled`, which would take the focus from it; while something is being saved it cannot be switched, and says so.
            aria-disabled={saving.isSaving}
            style={saving.isSaving ? { opacity: 0.6 } : {}}
            onChange={(event) => {
              if (!saving.isSaving) void saving.switchActive(event.currentTarget.checked);
            }}
          />
          <div className={classes.buttons}>
            {/* Not `disabled` or `loading`, which would take the focus from a button that has just been pressed. */}
            <Button
              aria-disabled={!canSave}
              {...(canSave ? {} : { 'data-disabled': true })}
              aria-busy={saving.isSaving}
              onClick={() => void saving.save()}
            >
              Save
            </Button>
            <Button
              variant="default"
              leftSection={<IconBroadcast size={17} aria-hidden />}
              aria-expanded={isTesting}
              onClick={() => setIsTesting(!isTesting)}
            >
              {isTesting ? 'End the live test' : 'Run a live test'}
            </Button>
          </div>
          {saving.isBehind && (
            <Text size="sm" c="dimmed">
              A newer version was saved elsewhere. Choose below which of the two to keep.
            </Text>
          )}
          {isTesting && <LiveTest />}
        </div>
      </div>
    </StepSection>
  );
}

function activeWords(isActive: boolean, hasChanges: boolean): string {
  if (isActive) {
    return hasChanges
      ? 'Requests are worked on as saved before; your changes count once they are saved.'
      : 'Every request finds or makes its contact and fills the fields.';
  }
  return hasChanges ? 'Switching on saves your changes first.' : 'Senders are asked to try again later.';
}

/** Item by item; of many, the first hundred. */
function Items({ items: { total, receipts } }: { items: NonNullable<Preview['items']> }) {
  return (
    <div className={classes.items}>
      <ItemReceipts items={receipts} mode="dry-run" onJump={goToRow} />
      {total > receipts.length && (
        <Text size="xs" c="dimmed">
          These are the first {receipts.length} of {sayCount(total)}.
        </Text>
      )}
    </div>
  );
}

/** A receipt that is behind for longer than this says so, ms; below it would only flicker. */
const NOTICEABLE = 250;

/** The dry run of the draft on the sample. The last one stays in sight, and says so, while a newer one is being made. */
function Receipt() {
  const { preview, sample } = useEditor();
  const receipt = preview.preview?.receipt ?? null;
  const parsed = preview.preview?.parsed;
  const [hasWaited] = useDebouncedValue(preview.isUpdating, NOTICEABLE);
  const isSlow = preview.isUpdating && hasWaited;
  return (
    <div className={classes.receipt} aria-busy={preview.isUpdating}>
      {isSlow && (
        <div className={classes.freshness}>
          <Loader size={10} aria-hidden />
          Updating
        </div>
      )}
      {sample.shown === null && (
        <div className={classes.nothing}>
          <Text size="sm" c="dimmed">
            There is no sample in the tree yet, so there is nothing to try out.
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => goToStep('sample')}>
            Go to the sample
          </Button>
        </div>
      )}
      {preview.error !== null && (
        <Notice tone="bad" isUrgent title="This could not be tried out.">
          {wholeMessage(preview.error)}
        </Notice>
      )}
      {parsed?.ok === false && (
        <Notice tone="warn" title="A request like this would not be worked on">
          {parsed.sentence}
        </Notice>
      )}
      {parsed?.ok === true && receipt !== null && <ReceiptView receipt={receipt} mode="dry-run" onJump={goToRow} />}
      {preview.preview?.items && <Items items={preview.preview.items} />}
    </div>
  );
}
