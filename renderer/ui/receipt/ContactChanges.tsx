import { sayPhonesIn, sayValue } from '#renderer/ui/phones/say-phone.ts';
import type { ContactChange } from '#shared/contract/receipt.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { ChangeTable } from './ChangeTable.tsx';
import type { ReceiptMode } from './receipt-words.ts';

/** Identifiers and profile values before and after. */
export function ContactChanges({ changes, mode }: { changes: readonly ContactChange[]; mode: ReceiptMode }) {
  return (
    <ChangeTable
      label="The contact before and after"
      mode={mode}
      rows={changes.map(({ slot, verdict, before, after, sentence }) => ({
        id: slot,
        name: SLOT_LABELS[slot],
        type: null,
        before: before && sayValue(slot, before),
        after: after && sayValue(slot, after),
        isChanged: verdict === 'set',
        original: null,
        // “Set to …” would only repeat what stands in the row.
        note: verdict === 'set' || verdict === 'unchanged' ? null : sayPhonesIn(sentence),
      }))}
    />
  );
}
