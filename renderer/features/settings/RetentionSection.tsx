import { NumberInput } from '@mantine/core';
import { detailFor } from '#renderer/ui/field-messages.ts';
import { typedSeparators } from '#renderer/ui/say-count.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './SettingsForm.tsx';

type Limit = keyof Settings['retention'];

const INPUTS: readonly { limit: Limit; label: string; description: string; unit: string }[] = [
  {
    limit: 'bodyDays',
    label: 'Raw text of requests',
    description:
      'The exact text as it was received. Without it the log still says what a request did, but its payload cannot be shown, searched or replayed.',
    unit: 'days',
  },
  {
    limit: 'bodyMegabytes',
    label: 'Room for raw texts',
    description: 'When they take more, the oldest go first.',
    unit: 'MB',
  },
  {
    limit: 'requestDays',
    label: 'Requests in the log',
    description: 'Requests that have not been worked on, or wait in Conflicts, stay, however old.',
    unit: 'days',
  },
  {
    limit: 'messageDays',
    label: 'Messages in the Outbox, and what flows did',
    description:
      'Those that failed or are blocked go, too. What is held, on its way or unclear stays, however old; so does who wants no messages, and what the home screen counts.',
    unit: 'days',
  },
];

/** How long requests and messages are kept. */
export function RetentionSection({ draft, onChange, error }: SectionProps) {
  const { retention } = draft;
  return (
    <Section
      title="How long requests and messages are kept"
      text="Older ones are deleted by themselves. Contacts and the values of their fields stay until you delete them."
    >
      {INPUTS.map(({ limit, label, description, unit }) => (
        <NumberInput
          key={limit}
          label={label}
          description={description}
          suffix={` ${unit === 'days' && retention[limit] === 1 ? 'day' : unit}`}
          value={retention[limit]}
          onChange={(value) => typeof value === 'number' && onChange({ retention: { ...retention, [limit]: value } })}
          error={detailFor(error, `/retention/${limit}`)}
          allowDecimal={false}
          allowNegative={false}
          {...typedSeparators()}
        />
      ))}
    </Section>
  );
}
