import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { FieldChange } from '#shared/contract/receipt.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { FIELD_TYPE_WORDS } from './field-type-words.ts';
import { formatFieldValue } from './format-field-value.ts';
import type { ReceiptMode } from './receipt-words.ts';

/** Characters of a value; the whole of it is on the contact's page. */
const SHOWN = 120;

/** Custom fields before and after, in the words of their type. */
export function FieldChanges({ changes, mode }: { changes: readonly FieldChange[]; mode: ReceiptMode }) {
  const business = useBusiness();
  return (
    <ChangeTable
      label="Custom fields before and after"
      mode={mode}
      rows={changes.map(({ field, name, type, verdict, before, after, sentence }) => ({
        id: field,
        name,
        type: FIELD_TYPE_WORDS[type],
        before: before && formatFieldValue(before.text, type, business, SHOWN),
        after: after && formatFieldValue(after.text, type, business, SHOWN),
        isChanged: verdict === 'set' || verdict === 'cleared',
        original: verdict === 'set' ? (after?.original ?? null) : null,
        note: noteOf(sentence),
      }))}
    />
  );
}

/** The first sentence says what the row shows; what follows it (a zone that was assumed, other values that were found) is news. */
function noteOf(sentence: string): string | null {
  return /[.!?]\s+\p{Lu}/u.test(sentence) ? sentence : null;
}
