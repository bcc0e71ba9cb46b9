import { Button } from '@mantine/core';
import { useTakeOverAccount } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { ChannelState } from '#shared/contract/channel.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { Section } from '../Section.tsx';
import classes from '../settings.module.css';
import { dropAccountChanges } from './channel-draft.ts';

/** An account that was typed for one channel is taken over for another with one click; nothing where there is none. */
export function OtherAccounts({
  channel: { channel, credentials, otherAccounts, settings },
}: {
  channel: ChannelState;
}) {
  const take = useTakeOverAccount();
  if (otherAccounts.length === 0) return null;
  const ofAccount = credentials.filter(({ accountAt }) => accountAt !== null);
  const provider = ofAccount[0]?.accountAt ?? '';
  const words = new Intl.ListFormat('en').format(
    ofAccount.filter(({ isRequired }) => isRequired).map(({ label }) => label),
  );
  const isReplacing = ofAccount.some(({ name, isSet }) => isSet === true || (settings.account[name] ?? '') !== '');

  const takeFrom = (from: MessageChannel, done: () => void, failed?: (error: Error) => void) =>
    take.mutate(
      { params: { channel }, body: { from } },
      {
        onSuccess: (saved) => {
          dropAccountChanges(saved);
          announce(`The ${provider} account of ${MESSAGE_CHANNEL_WORDS[from]} is used here, too.`);
          done();
          // The button goes with the offer.
          document.querySelector('h1')?.focus();
        },
        ...(failed && { onError: failed }),
      },
    );

  return (
    <Section
      title={`${provider} account`}
      text={`Another channel has one: its ${words} can be used here, too. The sender stays this channel’s own.`}
    >
      <div className={classes.inLine}>
        {otherAccounts.map((from) => {
          const label = `Use the account of ${MESSAGE_CHANNEL_WORDS[from]}`;
          return isReplacing ? (
            <ConfirmButton
              key={from}
              label={`${label}…`}
              title={`Use the ${provider} account of ${MESSAGE_CHANNEL_WORDS[from]}?`}
              confirm="Replace the account"
              change={take}
              onConfirm={(done) => takeFrom(from, done)}
            >
              What is stored here of an account is replaced at once. The sender and the other settings stay.
            </ConfirmButton>
          ) : (
            <Button
              key={from}
              size="compact-sm"
              variant="light"
              loading={take.isPending}
              onClick={() =>
                takeFrom(
                  from,
                  () => {},
                  (error) => tellFailure('The account was not taken over.', error),
                )
              }
            >
              {label}
            </Button>
          );
        })}
      </div>
    </Section>
  );
}
