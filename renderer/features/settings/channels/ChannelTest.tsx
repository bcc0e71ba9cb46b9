import { Anchor, Button, Loader, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTestChannel } from '#renderer/door/mutations.ts';
import { useChannelTestOutcome, useSettings } from '#renderer/door/queries.ts';
import { detailFor, wholeMessage } from '#renderer/ui/field-messages.ts';
import { phoneBeginning } from '#renderer/ui/phones/calling-code.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { ChannelSettings, ChannelState } from '#shared/contract/channel.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { assertNever } from '#shared/errors.ts';
import { Section } from '../Section.tsx';
import classes from '../settings.module.css';
import { useChannelDrafts, withChanges } from './channel-draft.ts';
import { PASSED_WORDS } from './passed-words.ts';
import { goTo, LIVE_CHOICE, TEST_PLACE } from './to-live.ts';

const TO: Record<ChannelState['needs'], { label: string; placeholder?: string } | null> = {
  phone: { label: 'Your own number' },
  email: { label: 'Your own address', placeholder: 'you@example.com' },
  'page-scoped-id': { label: 'Your page-scoped id' },
  nothing: null,
};

/** What the owner does first where a channel may not write first (SN3). */
const FIRST: Partial<Record<MessageChannel, (settings: ChannelSettings) => string>> = {
  whatsapp: ({ account }) =>
    `First write to ${sayPhone(account.from?.trim() || 'your WhatsApp sender')} from this number, in WhatsApp. Only for 24 hours after that, WhatsApp lets a test through.`,
  messenger: () =>
    'First write to your page: only for 24 hours after that it may answer you. By this number it then knows you: “sender.id” in the request that Meta sends for it, in the Log.',
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
            id={TEST_PLACE}
            label={input.label}
            description={FIRST[channel]?.(settings)}
            placeholder={needs === 'phone' ? phoneBeginning(country) : (input.placeholder ?? '')}
            value={to}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
            error={detailFor(test.error, '/to')}
            maxLength={320}
          />
        )}
        <Button
          id={input ? undefined : TEST_PLACE}
          ref={button}
          type="submit"
          variant="default"
          loading={isPending}
          disabled={!isReady || (input !== null && to.trim() === '')}
        >
          Send me a test
        </Button>
      </form>
      <Text size="sm" c="dimmed">
        {PASSED_WORDS[channel]}
      </Text>
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
        {lastTest && !isPending && <TestOutcome channel={channel} test={lastTest} isLive={settings.mode === 'live'} />}
        {test.error && !detailFor(test.error, '/to') && (
          <Text className={classes.fault ?? ''}>{wholeMessage(test.error)}</Text>
        )}
      </div>
    </Section>
  );
}

/** What came of the last test. What a provider has taken is followed until it has arrived, or is lost. */
function TestOutcome({
  channel,
  test: { at, state, sentence },
  isLive,
}: {
  channel: MessageChannel;
  test: NonNullable<ChannelState['lastTest']>;
  isLive: boolean;
}) {
  const followed = useChannelTestOutcome(channel, state === 'waiting' ? at : null);
  switch (state) {
    case 'waiting':
      return (
        <Text size="sm" className={classes.waiting ?? ''}>
          {followed.isFollowed && <Loader size={12} aria-hidden />}
          {followed.sentence ?? sentence}{' '}
          {followed.isFollowed ? 'Waiting for it to arrive…' : 'It has not arrived yet.'}
          {!followed.isFollowed && (
            <Anchor component="button" type="button" inherit onClick={() => void followed.askAgain()}>
              Ask again
            </Anchor>
          )}
        </Text>
      );
    case 'passed':
      return (
        <>
          <Text className={classes.saved ?? ''}>{sentence}</Text>
          <Text size="sm" c="dimmed">
            The last test was sent <RelativeTime at={at} />.{' '}
            {!isLive && (
              <Anchor component="button" type="button" inherit onClick={() => goTo(LIVE_CHOICE)}>
                It can be live now
              </Anchor>
            )}
          </Text>
        </>
      );
    case 'failed':
      return (
        <>
          <Text className={classes.fault ?? ''}>{sentence}</Text>
          <Text size="sm" c="dimmed">
            The last test was sent <RelativeTime at={at} />.
          </Text>
        </>
      );
    default:
      return assertNever(state);
  }
}
