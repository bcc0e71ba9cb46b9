import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTestChannel } from '#renderer/door/mutations.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { ChannelState } from '#shared/contract/channel.ts';
import { Section } from '../Section.tsx';
import classes from '../settings.module.css';

const TO: Record<ChannelState['needs'], { label: string; placeholder: string } | null> = {
  phone: { label: 'Your own number', placeholder: '+44 …' },
  email: { label: 'Your own address', placeholder: 'you@example.com' },
  'page-scoped-id': { label: 'Your page-scoped id', placeholder: '' },
  nothing: null,
};

/** “Send me a test”: one real message to the owner, and what came of it in words. */
export function ChannelTest({ channel: { channel, needs, isReady, lastTest } }: { channel: ChannelState }) {
  const [to, setTo] = useState('');
  const test = useTestChannel();
  const input = TO[needs];
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
            placeholder={input.placeholder}
            value={to}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
            maxLength={320}
          />
        )}
        <Button
          type="submit"
          variant="default"
          loading={test.isPending}
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
      <div role="status">
        {test.data && <Text className={test.data.ok ? classes.saved : classes.fault}>{test.data.sentence}</Text>}
        {test.error && <Text className={classes.fault ?? ''}>{wholeMessage(test.error)}</Text>}
      </div>
      {lastTest && !test.data && (
        <Text size="sm" c="dimmed">
          Last test <RelativeTime at={lastTest.at} />: {lastTest.sentence}
        </Text>
      )}
    </Section>
  );
}
