import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ReceiptView } from '#renderer/ui/receipt/ReceiptView.tsx';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { EntryFlow } from './EntryFlow.tsx';
import { EntryItems } from './EntryItems.tsx';
import { EntryProof } from './EntryProof.tsx';
import { EntrySummary } from './EntrySummary.tsx';
import classes from './entry.module.css';
import { RawRequest } from './RawRequest.tsx';
import { EntryReplays } from './replay/EntryReplays.tsx';

const PayloadTree = lazy(() => import('./PayloadTree.tsx').then((module) => ({ default: module.PayloadTree })));

export function EntryTabs({ delivery, isPrivateShown }: { delivery: DeliveryDetail; isPrivateShown: boolean }) {
  return (
    <Tabs defaultValue="outcome" keepMounted={false}>
      <Tabs.List className={classes.tabs}>
        <Tabs.Tab value="outcome">What happened</Tabs.Tab>
        {delivery.parsed?.ok && <Tabs.Tab value="payload">Payload</Tabs.Tab>}
        <Tabs.Tab value="raw">As received</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="outcome">
        <h2 className="fh-read-out">What happened</h2>
        <EntryReplays delivery={delivery} />
        <EntryProof delivery={delivery} />
        {delivery.receipt ? (
          <div className={classes.card}>
            <ReceiptView receipt={delivery.receipt} mode="done" />
            {delivery.items !== null && <EntryItems delivery={delivery} isPrivateShown={isPrivateShown} />}
          </div>
        ) : (
          <>
            <EntrySummary delivery={delivery} />
            {/* Of an erased person's request, what it did for the others. */}
            {delivery.items !== null && <EntryItems delivery={delivery} isPrivateShown={isPrivateShown} />}
          </>
        )}
        <EntryFlow deliveryId={delivery.id} />
      </Tabs.Panel>
      {delivery.parsed?.ok && (
        <Tabs.Panel value="payload">
          <h2 className="fh-read-out">Payload</h2>
          {delivery.parsed.note && (
            <p className={classes.soft}>
              <PlainText text={delivery.parsed.note} />
            </p>
          )}
          {delivery.parsed.closedText !== null && (
            <p className={classes.soft}>Texts that this webhook opens as JSON are shown opened.</p>
          )}
          <Suspense fallback={<RowsSkeleton height={200} rows={1} />}>
            <PayloadTree delivery={delivery} text={delivery.parsed.text} />
          </Suspense>
        </Tabs.Panel>
      )}
      <Tabs.Panel value="raw">
        <RawRequest delivery={delivery} />
      </Tabs.Panel>
    </Tabs>
  );
}
