import { IconUser } from '@tabler/icons-react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayValue } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import classes from './first-steps.module.css';

/** Characters of a value. */
const SHOWN = 90;

/** The person whom a dry run would make, as a card: what they would be known by, and their fields. */
export function PersonCard({ receipt }: { receipt: Receipt }) {
  const business = useBusiness();
  const facts = [
    ...receipt.contactChanges.map(({ slot, after }) => ({
      id: slot,
      name: SLOT_LABELS[slot],
      value: after && sayValue(slot, after),
    })),
    ...receipt.fields.map(({ field, name, type, after }) => ({
      id: field,
      name,
      value:
        after && (type === 'json' ? 'kept whole, as it came' : formatFieldValue(after.text, type, business, SHOWN)),
    })),
  ];
  return (
    <div className={classes.card}>
      <h3>
        <IconUser size={18} stroke={1.75} aria-hidden />
        <PlainText text={nameOf(receipt)} />
      </h3>
      <dl>
        {facts.map(
          ({ id, name, value }) =>
            value !== null && (
              <div key={id}>
                <dt>{name}</dt>
                <dd>
                  <PlainText text={value} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}

function nameOf({ contact, contactChanges, sentence }: Receipt): string {
  const after = (wanted: string) => contactChanges.find(({ slot }) => slot === wanted)?.after ?? null;
  const parts = [after('firstName'), after('lastName')].filter((part) => part !== null);
  return after('name') ?? (parts.length > 0 ? parts.join(' ') : sayPhone(contact?.label ?? sentence));
}
