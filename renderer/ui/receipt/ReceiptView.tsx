import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PlannedMessages } from '#renderer/ui/messages/PlannedMessages.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { ContactChanges } from './ContactChanges.tsx';
import { DriftList } from './DriftList.tsx';
import { FieldChanges } from './FieldChanges.tsx';
import { KeptOutList } from './KeptOutList.tsx';
import classes from './receipt.module.css';
import { isWithoutEffect, keptOut, type ReceiptMode, type ReceiptPlace } from './receipt-words.ts';
import { TraceList } from './TraceList.tsx';

export interface ReceiptViewProps {
  receipt: Receipt;
  mode: ReceiptMode;
  /** What it speaks of: a whole request, or one item of it. */
  about?: 'request' | 'item';
  /** Where given, each line that came to nothing offers to jump to the row that it is about. */
  onJump?: (place: ReceiptPlace) => void;
}

/** What a request did, or would do: who and why, the contact and its fields before and after, and what was kept out. */
export function ReceiptView({ receipt, mode, about = 'request', onJump }: ReceiptViewProps) {
  const left = keptOut(receipt);
  const filled = receipt.contact === null ? [] : receipt.fields.filter((change) => !isWithoutEffect(change));
  return (
    <Stack gap="lg" className={classes.receipt}>
      <header className={classes.head} data-outcome={receipt.outcome}>
        <Text size="xs" className={classes.overline}>
          {mode === 'dry-run' ? `If this ${about} arrived now` : `What this ${about} did`}
        </Text>
        <Title order={3} size="h2">
          <PlainText text={sayPhonesIn(receipt.sentence)} />
        </Title>
        {receipt.outcome !== 'processed' && (
          <Text size="sm" c="dimmed">
            {receipt.next}
          </Text>
        )}
      </header>
      {receipt.drifts !== undefined && <DriftList drifts={receipt.drifts} {...(onJump ? { onJump } : {})} />}
      {receipt.identification !== null && receipt.identification.trace.length > 0 && (
        <Part title="Who, and why">
          <TraceList trace={receipt.identification.trace} />
        </Part>
      )}
      {receipt.contactChanges.length > 0 && (
        <Part title="Contact">
          <ContactChanges changes={receipt.contactChanges} mode={mode} />
        </Part>
      )}
      {filled.length > 0 && (
        <Part title="Custom fields">
          <FieldChanges changes={filled} mode={mode} />
        </Part>
      )}
      {receipt.messages.length > 0 && (
        <Part title={mode === 'dry-run' ? 'Messages, as they would look' : 'Messages, as they were planned'}>
          <PlannedMessages messages={receipt.messages} label="Messages" />
        </Part>
      )}
      {left.length > 0 && (
        <Part title="Left out">
          <KeptOutList entries={left} {...(onJump ? { onJump } : {})} />
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={4} size="h6" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  );
}
