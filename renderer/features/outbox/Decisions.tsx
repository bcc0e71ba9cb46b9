import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useDecideMessage, useUndoDrop } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { changeWithUndo } from '#renderer/ui/delete-with-undo.tsx';
import { DECIDED_WORDS, DECISION_WORDS, isEditable } from '#renderer/ui/messages/message-words.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import type { Message } from '#shared/contract/message.ts';
import { decisionsFor, type MessageDecision } from '#shared/contract/message-words.ts';
import { assertNever } from '#shared/errors.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { EditMessageDialog } from './EditMessageDialog.tsx';
import { LetGoDialog } from './LetGoDialog.tsx';
import classes from './outbox.module.css';

/** What the owner may do with a message as it stands; nothing where there is nothing to decide. */
export function Decisions({ message }: { message: Message }) {
  const decide = useDecideMessage();
  const undoDrop = useUndoDrop();
  const [isEditing, setEditing] = useState(false);
  const [isLettingGo, setLettingGo] = useState(false);
  const decisions = decisionsFor(message.state);
  const who = message.channel === 'desktop' ? 'you' : visibleText(sayPhone(message.contact?.label ?? 'the person'));
  const params = { id: message.id };
  const asked = (decision: 'retry' | 'mark-sent') => (done: () => void) => {
    const onSuccess = () => {
      announce(DECIDED_WORDS[decision]);
      done();
    };
    decide[decision].mutate({ params }, { onSuccess });
  };
  const drop = (done: () => void) => {
    void changeWithUndo({
      change: () => decide.drop.mutateAsync({ params }),
      onDone: done,
      offer: () => ({
        done: `The message to ${who} is dropped.`,
        undo: () => undoDrop.mutateAsync({ params }),
        failed: 'The message was not put back.',
      }),
    });
  };

  const buttonFor = (decision: MessageDecision) => {
    switch (decision) {
      case 'mark-sent':
        return (
          <ConfirmButton
            label={DECISION_WORDS[decision]}
            title="Was this message sent?"
            confirm="It was sent"
            change={decide[decision]}
            onConfirm={asked('mark-sent')}
          >
            It is marked as sent and cannot be sent again: if it did not arrive, {who} will not get it.
          </ConfirmButton>
        );
      case 'drop':
        return (
          <ConfirmButton
            label={DECISION_WORDS[decision]}
            title="Drop this message?"
            confirm="Drop it"
            change={decide[decision]}
            onConfirm={drop}
          >
            It is {mayHaveLeft(message) ? 'not sent again' : 'never sent'}. The Outbox keeps it, marked as dropped. For
            a minute that can be undone in the note that follows.
          </ConfirmButton>
        );
      case 'release':
      case 'retry':
        // What may have been sent would go out a second time; what was not is filled in anew, and looked at before.
        return message.state === 'unknown' ? (
          <ConfirmButton
            label="Send again…"
            title="Send this message again?"
            confirm="Send it again"
            change={decide[decision]}
            onConfirm={asked('retry')}
          >
            Nobody knows whether it was sent. If it was, {who} will get it twice. Look at the provider first.
          </ConfirmButton>
        ) : (
          <Button size="compact-sm" variant="light" onClick={() => setLettingGo(true)}>
            {DECISION_WORDS[decision]}
          </Button>
        );
      default:
        return assertNever(decision);
    }
  };

  return (
    <div className={classes.decisions}>
      {decisions.map((decision) => (
        <Fragment key={decision}>{buttonFor(decision)}</Fragment>
      ))}
      {isEditable(message) && (
        <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
          Edit the text…
        </Button>
      )}
      <EditMessageDialog message={message} isOpen={isEditing} onClose={() => setEditing(false)} />
      <LetGoDialog message={message} isOpen={isLettingGo} onClose={() => setLettingGo(false)} />
    </div>
  );
}

function mayHaveLeft({ state, reason }: Message): boolean {
  return state === 'unknown' || reason === 'undelivered';
}
