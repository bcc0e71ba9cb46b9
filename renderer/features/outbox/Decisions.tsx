import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDecideMessage } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { ConfirmButton } from '#renderer/ui/ConfirmButton.tsx';
import { DECIDED_WORDS, DECISION_WORDS, isEditable } from '#renderer/ui/messages/message-words.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { Message } from '#shared/contract/message.ts';
import { decisionsFor, type MessageDecision } from '#shared/contract/message-words.ts';
import { EditMessageDialog } from './EditMessageDialog.tsx';
import { LetGoDialog } from './LetGoDialog.tsx';
import classes from './outbox.module.css';

/** What the owner may do with a message as it stands; nothing where there is nothing to decide. */
export function Decisions({ message }: { message: Message }) {
  const decide = useDecideMessage();
  const [isEditing, setEditing] = useState(false);
  const [isLettingGo, setLettingGo] = useState(false);
  const decisions = decisionsFor(message.state);
  const isBusy = decisions.some((decision) => decide[decision].isPending);
  const params = { id: message.id };
  const act = (decision: MessageDecision) => {
    if (isBusy) return;
    decide[decision].mutate(
      { params },
      {
        onSuccess: () => announce(DECIDED_WORDS[decision]),
        onError: (error) => tellFailure('The message stays as it was.', error),
      },
    );
  };
  const drop = (done: () => void) => {
    const onSuccess = () => {
      announce(DECIDED_WORDS.drop);
      done();
    };
    decide.drop.mutate({ params }, { onSuccess });
  };
  return (
    <div className={classes.decisions}>
      {decisions.map((decision, index) =>
        decision === 'drop' ? (
          <ConfirmButton
            key={decision}
            label={DECISION_WORDS.drop}
            title="Drop this message?"
            confirm="Drop it"
            change={decide.drop}
            onConfirm={drop}
          >
            It is {mayHaveLeft(message) ? 'not sent again' : 'never sent'}, and that cannot be taken back. The Outbox
            keeps it, marked as dropped.
          </ConfirmButton>
        ) : asks(message, decision) ? (
          <Button key={decision} size="compact-sm" variant="light" onClick={() => setLettingGo(true)}>
            {wordsOf(decision, message)}…
          </Button>
        ) : (
          <Button
            key={decision}
            size="compact-sm"
            variant={index === 0 ? 'light' : 'default'}
            loading={decide[decision].isPending}
            onClick={() => act(decision)}
          >
            {wordsOf(decision, message)}
          </Button>
        ),
      )}
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

/** What was not sent is tried; what may have been sent would go out a second time. */
function wordsOf(decision: MessageDecision, { state }: Message): string {
  return decision === 'retry' && state !== 'unknown' ? 'Try again' : DECISION_WORDS[decision];
}

function mayHaveLeft({ state, reason }: Message): boolean {
  return state === 'unknown' || reason === 'undelivered';
}

/** What is filled in anew when it goes is looked at before. */
function asks({ state }: Message, decision: MessageDecision): boolean {
  return decision === 'release' || (decision === 'retry' && state !== 'unknown');
}
