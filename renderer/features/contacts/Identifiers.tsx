import { Select, TextInput } from '@mantine/core';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { CHANNEL_CHOICES } from '#renderer/ui/channel-choices.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayValue } from '#renderer/ui/phones/say-phone.ts';
import { CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { ContactDetail, NotedChange } from '#shared/contract/contact.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import type { Channel } from '#shared/contract/webhook.ts';
import { Card } from './Card.tsx';
import { EarlierSlotValues } from './EarlierSlotValues.tsx';
import { EditableRow } from './EditableRow.tsx';
import classes from './person.module.css';
import { sourceOf } from './ValueSource.tsx';

const INPUTS = [
  { slot: 'phone', type: 'tel' },
  { slot: 'email', type: 'email' },
  { slot: 'crmContactId', type: 'text' },
] as const;

/** What a request can be recognised by. The User Ns never changes. */
export function Identifiers({ contact, changes }: { contact: ContactDetail; changes: readonly NotedChange[] }) {
  const { userNs, provenance, phone, phoneRaw, channel, alsoFoundBy } = contact;
  return (
    <Card title="Known by">
      {INPUTS.map(({ slot, type }) => {
        const value = contact[slot];
        const shown = value && sayValue(slot, value);
        const source = provenance[slot];
        const original = slot === 'phone' && phoneRaw !== phone && phoneRaw !== shown ? phoneRaw : null;
        return (
          <EditableRow
            key={slot}
            userNs={userNs}
            label={SLOT_LABELS[slot]}
            value={value ?? ''}
            shown={shown && <PlainText text={shown} />}
            source={source ? sourceOf({ ...source, original }, contact) : null}
            pointer={`/${slot}`}
            changeOf={(typed) => ({ [slot]: typed.trim() || null })}
            isOfferedBack
            below={<EarlierSlotValues slot={slot} label={SLOT_LABELS[slot]} changes={changes} />}
            input={({ label, value: typed, onChange, error }) => (
              <TextInput
                aria-label={label}
                type={type}
                value={typed}
                onChange={({ currentTarget }) => onChange(currentTarget.value)}
                error={error}
                autoFocus
              />
            )}
          />
        );
      })}
      <div className={classes.row}>
        <dt>{SLOT_LABELS.userNs}</dt>
        <dd>
          <div>
            <code className="fh-mono">{userNs}</code>
            <span className={classes.source}>made by Fieldhook, never changes</span>
          </div>
          <CopyButton text={userNs} label="Copy User Ns" />
        </dd>
      </div>
      {alsoFoundBy.length > 0 && (
        <div className={classes.row}>
          <dt>Also found by</dt>
          <dd>
            <div>
              {alsoFoundBy.map(({ slot, value }) => (
                <div key={`${slot} ${value}`}>
                  <PlainText text={sayValue(slot, value)} />
                  <span className={classes.source}>{SLOT_LABELS[slot]} of a merged contact</span>
                </div>
              ))}
            </div>
          </dd>
        </div>
      )}
      <EditableRow
        userNs={userNs}
        label="Channel"
        value={channel}
        shown={CHANNEL_WORDS[channel]}
        source={null}
        pointer="/channel"
        changeOf={(typed) => ({ channel: typed as Channel })}
        input={({ label, value, onChange, error }) => (
          <Select
            aria-label={label}
            data={CHANNEL_CHOICES}
            value={value}
            onChange={(chosen) => chosen && onChange(chosen)}
            error={error}
            autoFocus
          />
        )}
      />
    </Card>
  );
}
