import { TextInput } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { ContactDetail } from '#shared/contract/contact.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import { Card } from './Card.tsx';
import { EditableRow } from './EditableRow.tsx';
import { sourceOf } from './ValueSource.tsx';

/** The person's names. */
export function Profile({ contact }: { contact: ContactDetail }) {
  return (
    <Card title="Name">
      {PROFILE_SLOTS.map((slot) => {
        const value = contact[slot];
        const source = contact.provenance[slot];
        return (
          <EditableRow
            key={slot}
            userNs={contact.userNs}
            label={slot === 'name' ? 'Full name' : SLOT_LABELS[slot]}
            value={value ?? ''}
            shown={value && <PlainText text={value} />}
            source={source ? sourceOf({ ...source, original: null }, contact) : null}
            pointer={`/${slot}`}
            changeOf={(typed) => ({ [slot]: typed.trim() || null })}
            isOfferedBack
            input={({ label, value: typed, onChange, error }) => (
              <TextInput
                aria-label={label}
                value={typed}
                onChange={({ currentTarget }) => onChange(currentTarget.value)}
                error={error}
                autoFocus
              />
            )}
          />
        );
      })}
    </Card>
  );
}
