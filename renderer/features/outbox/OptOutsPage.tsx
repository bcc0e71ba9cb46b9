import { Anchor, Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useOptOuts } from '#renderer/door/queries.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { OptOutOrigin } from '#renderer/ui/messages/OptOutOrigin.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { OptOut } from '#shared/contract/opt-out.ts';
import { AddOptOutDialog } from './AddOptOutDialog.tsx';
import { EndOptOutDialog } from './EndOptOutDialog.tsx';
import classes from './outbox.module.css';

/** Who wants no messages (SN6), on which channel and why that is known; added to and taken from by hand. */
export function OptOutsPage() {
  const optOuts = useOptOuts(null);
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<OptOut | null>(null);
  const add = (
    <Button variant="default" onClick={() => setAdding(true)}>
      Add somebody…
    </Button>
  );
  return (
    <Page
      title="Who wants no messages"
      back={{ href: '/outbox', label: 'Outbox' }}
      lead="Nothing goes to these numbers and addresses, whatever a flow says. Who writes STOP is added by themselves, and START takes them off again."
      actions={add}
    >
      <Loaded query={optOuts} skeleton={<RowsSkeleton rows={4} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nobody />;
          return (
            <>
              <ul className={classes.list} aria-label="Who wants no messages">
                {items.map((optOut) => (
                  <Row key={optOut.id} optOut={optOut} onEnd={() => setEnding(optOut)} />
                ))}
              </ul>
              <ShowOlder query={optOuts} mt="md" />
            </>
          );
        }}
      </Loaded>
      <AddOptOutDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      <EndOptOutDialog optOut={ending} onClose={() => setEnding(null)} />
    </Page>
  );
}

function Row({ optOut, onEnd }: { optOut: OptOut; onEnd: () => void }) {
  const { channel, address, contact } = optOut;
  return (
    <li className={classes.optOut}>
      <div>
        <p className={classes.optOutWho}>
          {contact === null ? (
            <strong>{address === null ? 'A person who was erased' : <PlainText text={sayPhone(address)} />}</strong>
          ) : (
            <Anchor component={Link} href={`/contacts/${encodeURIComponent(contact.userNs)}`} fw={600}>
              <PlainText text={sayPhone(contact.label)} />
            </Anchor>
          )}
          <span>{MESSAGE_CHANNEL_WORDS[channel]}</span>
          {contact !== null && address !== null && contact.label !== address && <PlainText text={sayPhone(address)} />}
        </p>
        <OptOutOrigin optOut={optOut} />
      </div>
      <Button variant="default" size="compact-sm" onClick={onEnd}>
        Take off…
      </Button>
    </li>
  );
}

function Nobody() {
  return (
    <EmptyState
      icon={<IconHandStop aria-hidden />}
      title="Nobody has asked for no messages"
      text="Who writes STOP to your number is added here, once a webhook receives what people write: choose the Twilio or Messenger recipe for a new webhook. You can also add somebody who told you otherwise."
    />
  );
}
