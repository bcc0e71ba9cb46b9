import { Anchor, Loader, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'wouter';
import { DoorError } from '#renderer/door/client.ts';
import { useContact, useContacts, useDeliveries, useDelivery } from '#renderer/door/queries.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { PlannedMessages } from '#renderer/ui/messages/PlannedMessages.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { formatShort } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import type { FlowProblem } from '#shared/contract/flow.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { problemsOfStep } from '../problems.ts';
import { type PreviewSource, sourceChoices, sourceId, sourceOf } from './preview-source.ts';

/** An answer that is behind for longer than this says so, ms; below it would only flicker. */
const NOTICEABLE = 250;

/** The messages as the chosen person would get them. */
export function PreviewPanel() {
  const { source, preview } = useFlowEditor();
  const [hasWaited] = useDebouncedValue(preview.isUpdating, NOTICEABLE);
  return (
    <aside className={classes.preview} aria-labelledby="flow-preview">
      <div className={classes.previewHead}>
        <h2 id="flow-preview">How it looks</h2>
        {preview.isUpdating && hasWaited && (
          <span className={classes.updating}>
            <Loader size={10} aria-hidden /> Updating
          </span>
        )}
      </div>
      <SourceSelect />
      {source !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section className={classes.phone} tabIndex={0} aria-label="On the phone" aria-busy={preview.isUpdating}>
          <Shown />
        </section>
      )}
    </aside>
  );
}

function Shown() {
  const { preview, problems, missing, steps } = useFlowEditor();
  const { error } = preview;
  if (error instanceof DoorError && error.code === 'INVALID_INPUT') {
    return (
      <Notice tone="warn" title="Something is still missing">
        {error.details.map(({ pointer, message }) => (
          <span key={pointer}>{message}</span>
        ))}
      </Notice>
    );
  }
  if (error !== null) return <Notice tone="bad">{wholeMessage(error)}</Notice>;
  const messages = preview.preview?.messages ?? [];
  const general = problemsOfStep(null, problems);
  return (
    <>
      {missing.length > 0 && (
        <Notice tone="warn" title="Something is still missing">
          {sayMissing(missing)}
        </Notice>
      )}
      {general.map(({ sentence }) => (
        <Notice key={sentence} tone="warn">
          {sentence}
        </Notice>
      ))}
      {messages.length > 0 && <PlannedMessages messages={messages} label="Messages of this flow" />}
      {preview.preview !== null && messages.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" my="lg">
          {steps.length === 0 ? 'Add a message, and it appears here.' : 'This person would get no message.'}
        </Text>
      )}
    </>
  );
}

/** The sentences, each once, and what that means for what stands below. */
function sayMissing(missing: readonly FlowProblem[]): string {
  const sentences = [...new Set(missing.map(({ sentence }) => sentence))].join(' ');
  const steps = new Set(missing.map(({ step }) => step)).size;
  return `${sentences} Until then this is shown without ${steps === 1 ? 'that step' : 'those steps'}.`;
}

/** For whom: a person, or a request with its person. */
function SourceSelect() {
  const { source, setSource } = useFlowEditor();
  const business = useBusiness();
  const now = useNow(60_000);
  const [typed, setTyped] = useState('');
  const [isTyping, setTyping] = useState(false);
  const [q] = useDebouncedValue(isTyping ? typed.trim() : '', 200);
  const contacts = useContacts(q).data?.pages[0]?.items ?? [];
  const deliveries = useDeliveries({ outcome: 'processed' }).data?.pages[0]?.items ?? [];
  const say = ({ webhookName, receivedAt }: (typeof deliveries)[number]) =>
    `${visibleText(webhookName)}, ${formatShort(receivedAt, now, business)}`;
  const found = sourceChoices(deliveries, contacts, say)
    .map(({ group, items }) => ({
      group,
      items: group === 'Contacts' ? items : items.filter(({ label }) => label.toLowerCase().includes(q.toLowerCase())),
    }))
    .filter(({ items }) => items.length > 0);
  const chosen = useChosen(source);
  const isListed = found.some(({ items }) => items.some(({ value }) => value === chosen?.value));

  if (source === null) {
    return (
      <Text size="sm" c="dimmed">
        There is nobody to try it on yet. The first request makes a contact, or{' '}
        <Anchor component={Link} href="/contacts">
          add one by hand
        </Anchor>
        .
      </Text>
    );
  }
  return (
    <Select
      aria-label="For whom"
      data={chosen === null || isListed ? found : [{ group: 'Chosen', items: [chosen] }, ...found]}
      searchable
      filter={({ options }) => options}
      // What is found comes later, and nobody is to be taken unseen.
      selectFirstOptionOnChange={false}
      nothingFoundMessage="Nobody found"
      maxDropdownHeight={300}
      value={sourceId(source)}
      // What is typed looks for somebody else; it does not go on with the words of who is chosen.
      onClick={({ currentTarget }) => currentTarget.select()}
      onSearchChange={setTyped}
      // Only this is typing: the input also tells of the words of what is chosen, and they must not hide everybody else.
      onInput={() => setTyping(true)}
      onDropdownClose={() => setTyping(false)}
      onChange={(id) => id !== null && setSource(sourceOf(id))}
    />
  );
}

/** The chosen source with its words, also when the lists do not hold it. */
function useChosen(source: PreviewSource | null): { value: string; label: string } | null {
  const business = useBusiness();
  const now = useNow(60_000);
  const userNs = source !== null && 'contact' in source ? source.contact : null;
  const deliveryId = source !== null && 'deliveryId' in source ? source.deliveryId : null;
  const contact = useContact(userNs ?? '', { enabled: userNs !== null }).data;
  const delivery = useDelivery(deliveryId ?? '', { enabled: deliveryId !== null }).data;
  if (source === null) return null;
  const value = sourceId(source);
  if (userNs !== null) return contact ? { value, label: visibleText(sayPhone(contact.label)) } : null;
  if (!delivery) return null;
  const who = visibleText(sayPhone(delivery.contact?.label ?? 'Nobody'));
  return {
    value,
    label: `${who} · ${visibleText(delivery.webhookName)}, ${formatShort(delivery.receivedAt, now, business)}`,
  };
}
