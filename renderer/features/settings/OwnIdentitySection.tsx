import { TagsInput } from '@mantine/core';
import { DoorError } from '#renderer/door/client.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './SettingsForm.tsx';

/** Addresses of the business itself: booking sites send them along, and nobody should be taken for the owner. */
export function OwnIdentitySection({ draft, onChange, error }: SectionProps) {
  return (
    <Section
      title="This is me"
      text="Booking sites often send your own address along with the client’s. What you list here never identifies a contact."
    >
      <TagsInput
        label="Your e-mail addresses"
        description="Press Enter after each."
        value={draft.ownEmails}
        onChange={(ownEmails) => onChange({ ownEmails })}
        error={faultIn(error, 'ownEmails', draft)}
        acceptValueOnBlur
        maxTags={50}
      />
      <TagsInput
        label="Your phone numbers"
        description="Press Enter after each."
        value={draft.ownPhones}
        onChange={(ownPhones) => onChange({ ownPhones })}
        error={faultIn(error, 'ownPhones', draft)}
        acceptValueOnBlur
        maxTags={50}
      />
    </Section>
  );
}

/** The engine points to one entry of the list (`/ownEmails/2`); the message names it. */
function faultIn(error: Error | null, list: 'ownEmails' | 'ownPhones', draft: Settings): string | null {
  if (!(error instanceof DoorError)) return null;
  const detail = error.details.find(({ pointer }) => pointer === `/${list}` || pointer.startsWith(`/${list}/`));
  if (!detail) return null;
  const entry = draft[list][Number(detail.pointer.slice(list.length + 2))];
  return entry === undefined ? detail.message : `“${entry}”: ${detail.message}`;
}
