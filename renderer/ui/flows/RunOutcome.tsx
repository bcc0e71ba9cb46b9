import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useMessagesById, useRun } from '#renderer/door/queries.ts';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import type { Run } from '#shared/contract/flow.ts';
import { MessageLines } from '../messages/MessageLines.tsx';
import { PlainText } from '../PlainText.tsx';
import { RunView } from './RunView.tsx';
import { isSteerable, startedWords } from './run-words.ts';
import classes from './runs.module.css';

/** What came of a flow that was just started: how its messages stand, which changes while one looks, and what each step did. */
export function RunOutcome({ started, onClose }: { started: Run; onClose: () => void }) {
  const run = useRun(started).data;
  const made = run.steps.flatMap(({ messageId }) => messageId ?? []);
  const messages = useMessagesById(made);
  const person = run.contact && encodeURIComponent(run.contact.userNs);
  return (
    <>
      <div role="status">
        <Text fw={550}>
          <PlainText text={startedWords(run)} />
        </Text>
        {run.sentence !== run.steps.at(-1)?.sentence && (
          <Text size="sm">
            <PlainText text={sayPhonesIn(run.sentence)} />
          </Text>
        )}
        {made.length === 0 && (
          <Text size="sm" c="dimmed">
            {isSteerable(run) ? 'No message has been made so far.' : 'It made no message.'}
          </Text>
        )}
        <MessageLines messages={messages} label="Its messages" isTold />
      </div>
      <h3 className={classes.outcomeTitle}>Step by step</h3>
      <RunView run={run} />
      <Group justify="space-between" mt="lg">
        <Group gap="md">
          {person && made.length > 0 && (
            <Anchor component={Link} href={`/outbox?contact=${person}`} size="sm" onClick={onClose}>
              Show in the Outbox
            </Anchor>
          )}
          {person && (
            <Anchor component={Link} href={`/contacts/${person}`} size="sm" onClick={onClose}>
              Open contact
            </Anchor>
          )}
        </Group>
        <Button onClick={onClose} autoFocus>
          Close
        </Button>
      </Group>
    </>
  );
}
