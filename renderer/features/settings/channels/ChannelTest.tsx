import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTestChannel } from '#renderer/door/mutations.ts';
import { useSettings } from '#renderer/door/queries.ts';
import { detailFor, wholeMessage } from '#renderer/ui/field-messages.ts';
import { phoneBeginning } from '#renderer/ui/phones/calling-code.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { ChannelState } from '#shared/contract/channel.ts';
import { Section } from '../Section.tsx';
import classes from '../settings.module.css';
import { useChannelDrafts, withChanges } from './channel-draft.ts';

const TO: Record<ChannelState['needs'], { label: string; placeholder?: string; hint?: string } | null> = {
  phone: { label: 'Your own number' },
  email: { label: 'Your own address', placeholder: 'you@example.com' },
  'page-scoped-id': {
    label: 'Your page-scoped id',
    hint: 'The number by which your page knows you. Write to your page: it is “sender.id” in the request that Meta sends for it, in the Log.',
  },
  nothing: null,
};

/** “Send me a test”: one real message to the owner, and what came of it in words. */
export function ChannelTest({ channel: { channel, needs, isReady, lastTest, settings } }: { channel: ChannelState }) {
  const [to, setTo] = useState('');
  const test = useTestChannel();
  const changes = useChannelDrafts((drafts) => drafts[channel]);
  const { isChanged } = withChanges(settings, changes ?? {});
  const button = useRef<HTMLButtonElement>(null);
  const { isPending, submittedAt } = test;
  // While a test is under way its button is off, and loses the focus.
  useEffect(() => {
    if (!isPending && submittedAt > 0 && document.activeElement === document.body) button.current?.focus();
  }, [isPending, submittedAt]);
  const input = TO[needs];
  const country = useSettings().data?.country ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate({ params: { channel }, body: { to } });
  };
  return (
    <Section
      title="Send me a test"
      text="One message that really goes out, to you, also in test mode. It uses what is saved above."
    >
      <form onSubmit={submit} className={classes.test}>
        {input && (
          <TextInput
            label={input.label}
            description={input.hint}
            placeholder={needs === 'phone' ? phoneBeginning(country) : (input.placeholder ?? '')}
            value={to}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
            error={detailFor(test.error, '/to')}
            maxLength={320}
          />
        )}
        <Button
          ref={button}
          type="submit"
          variant="default"
          loading={isPending}
          disabled={!isReady || (input !== null && to.trim() === '')}
        >
          Send me a test
        </Button>
      </form>
      {!isReady && (
        <Text size="sm" c="dimmed">
          First fill in what it sends with, and save.
        </Text>
      )}
      {isReady && isChanged && (
        <Text size="sm" className={classes.missing ?? ''}>
          What you changed above is not saved yet: a test goes without it.
        </Text>
      )}
      <div role="status">
        {test.data && <Text className={test.data.ok ? classes.saved : classes.fault}>{test.data.sentence}</Text>}
        {test.error && !detailFor(test.error, '/to') && (
          <Text className={classes.fault ?? ''}>{wholeMessage(test.error)}</Text>
        )}
      </div>
      {lastTest && !test.data && (
        <Text size="sm" c="dimmed">
          Last test <RelativeTime at={lastTest.at} />: {lastTest.sentence}
        </Text>
      )}
    </Section>
  );
}
