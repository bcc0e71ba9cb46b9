import type { FieldChange } from '#shared/contract/receipt.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { FIELD_TYPE_WORDS } from './field-type-words.ts';
import { formatFieldValue } from './format-field-value.ts';
import type { ReceiptMode } from './receipt-words.ts';
import { useBusinessZone } from './use-business-zone.ts';

/** Custom fields before and after, in the words of their type. */
export function FieldChanges({ changes, mode }: { changes: readonly FieldChange[]; mode: ReceiptMode }) {
  const timeZone = useBusinessZone();
  return (
    <ChangeTable
      label="Custom fields before and after"
      mode={mode}
      rows={changes.map(({ field, name, type, verdict, before, after, sentence }) => ({
        id: field,
        name,
        type: FIELD_TYPE_WORDS[type],
        before: before && formatFieldValue(before, type, timeZone),
        after: after && formatFieldValue(after, type, timeZone),
        isChanged: verdict === 'set' || verdict === 'cleared',
        original: verdict === 'set' ? (after?.original ?? null) : null,
        sentence,
      }))}
    />
  );
}
