import { Anchor, Button, Chip, Group } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useTimeline } from '#renderer/door/queries.ts';
import { StartFlowDialog } from '#renderer/ui/flows/StartFlowDialog.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import type { ContactDetail } from '#shared/contract/contact.ts';
import type { TimelineKind } from '#shared/contract/timeline.ts';
import person from './person.module.css';
import { TimelineItem } from './TimelineItem.tsx';
import classes from './timeline.module.css';
import { keyOf } from './timeline-words.ts';

const CHOICES: { value: TimelineKind | 'all'; label: string; none: string }[] = [
  { value: 'all', label: 'All', none: 'Nothing has happened yet.' },
  { value: 'requests', label: 'Requests', none: 'No requests about this contact.' },
  { value: 'messages', label: 'Messages', none: 'No messages to this contact.' },
  { value: 'flows', label: 'Flows', none: 'This contact has been in no flow.' },
  { value: 'changes', label: 'Changes', none: 'Nothing has changed.' },
];

/** Everything that happened with this person, newest first, and the way to start a flow by hand. */
export function ContactTimeline({
  contact,
  enabled,
  isPrivateShown,
}: {
  contact: ContactDetail;
  /** Not while the contact is going. */
  enabled: boolean;
  isPrivateShown: boolean;
}) {
  const { userNs } = contact;
  const [chosen, setChosen] = useState<TimelineKind | 'all'>('all');
  const [isStarting, setStarting] = useState(false);
  const timeline = useTimeline(userNs, { enabled, only: chosen === 'all' ? undefined : chosen, isPrivateShown });
  const elsewhere = WAYS[chosen];
  return (
    <section className={person.card} aria-labelledby="timeline-title">
      <div className={classes.head}>
        <h2 id="timeline-title">What happened</h2>
        <Button variant="subtle" size="compact-sm" onClick={() => setStarting(true)}>
          Start a flow…
        </Button>
      </div>
      <Chip.Group value={chosen} onChange={(value) => setChosen(value as TimelineKind | 'all')}>
        <Group gap={6} mb={8} role="radiogroup" aria-label="What to show">
          {CHOICES.map(({ value, label }) => (
            <Chip key={value} value={value} size="xs">
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {elsewhere && (
        <Anchor component={Link} href={`${elsewhere.href}?contact=${encodeURIComponent(userNs)}`} size="sm">
          {elsewhere.label}
        </Anchor>
      )}
      <Loaded query={timeline} skeleton={<RowsSkeleton rows={4} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <p className={classes.none}>{CHOICES.find(({ value }) => value === chosen)?.none}</p>
          ) : (
            <ol className={classes.items} aria-label="What happened, newest first">
              {items.map((entry) => (
                <TimelineItem key={keyOf(entry)} entry={entry} contact={contact} />
              ))}
            </ol>
          );
        }}
      </Loaded>
      <ShowOlder query={timeline} size="compact-sm" />
      <StartFlowDialog contact={contact} isOpen={isStarting} onClose={() => setStarting(false)} />
    </section>
  );
}

const WAYS: Partial<Record<TimelineKind | 'all', { href: string; label: string }>> = {
  requests: { href: '/log', label: 'Show in the log' },
  messages: { href: '/outbox', label: 'Show in the Outbox' },
};
