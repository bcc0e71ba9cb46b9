import { TextInput } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { ContactDetail, NotedChange } from '#shared/contract/contact.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import { Card } from './Card.tsx';
import { EarlierSlotValues } from './EarlierSlotValues.tsx';
import { EditableRow } from './EditableRow.tsx';
import { sourceOf } from './ValueSource.tsx';

/** The person's names. */
export function Profile({ contact, changes }: { contact: ContactDetail; changes: readonly NotedChange[] }) {
  return (
    <Card title="Name">
      {PROFILE_SLOTS.map((slot) => {
        const value = contact[slot];
        const source = contact.provenance[slot];
        const label = slot === 'name' ? 'Full name' : SLOT_LABELS[slot];
        return (
          <EditableRow
            key={slot}
            userNs={contact.userNs}
            label={label}
            value={value ?? ''}
            shown={value && <PlainText text={value} />}
            source={source ? sourceOf({ ...source, original: null }, contact) : null}
            pointer={`/${slot}`}
            changeOf={(typed) => ({ [slot]: typed.trim() || null })}
            isOfferedBack
            below={<EarlierSlotValues slot={slot} label={label} changes={changes} />}
            input={({ label: called, value: typed, onChange, error }) => (
              <TextInput
                aria-label={called}
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
