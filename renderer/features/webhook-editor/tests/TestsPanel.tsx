import { Button, Text } from '@mantine/core';
import { IconTestPipe } from '@tabler/icons-react';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { sayPassing } from '#renderer/ui/webhook-tests/test-words.ts';
import { useKeepAsTest } from '#renderer/ui/webhook-tests/use-keep-as-test.ts';
import { MOST_TESTS } from '#shared/contract/webhook-test.ts';
import { useEditor } from '../editor-context.tsx';
import { TestLine } from './TestLine.tsx';
import classes from './tests.module.css';
import { useTests } from './use-tests.ts';

/** The tests of the webhook with the draft, and the way to another one. */
export function TestsPanel() {
  const { webhook, draft, sample } = useEditor();
  const { tests, error, isUpdating } = useTests();
  const { keep, isPending } = useKeepAsTest(webhook.id);
  const shown = sample.shown;
  const count = tests?.length ?? 0;
  const isFull = count >= MOST_TESTS;
  return (
    <section className={classes.panel} aria-labelledby="tests-title" aria-busy={isUpdating}>
      <h3 id="tests-title" className={classes.title}>
        Tests
      </h3>
      {error !== null && <Notice tone="bad">{wholeMessage(error)}</Notice>}
      {tests !== null && (
        <Text size="sm" role="status">
          {count > 0
            ? sayPassing(tests.map(({ result }) => result))
            : 'A test remembers what is read in a payload now. You are asked before a later change breaks it, and it goes along when you export the webhook.'}
        </Text>
      )}
      {count > 0 && (
        <ul className={classes.list} aria-label="Tests of this webhook">
          {tests?.map((test) => (
            <TestLine key={test.id} test={test} />
          ))}
        </ul>
      )}
      {shown !== null && tests !== null && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconTestPipe size={15} aria-hidden />}
          disabled={isFull}
          loading={isPending}
          onClick={() => keep({ name: freshName(tests), source: { text: shown.text }, config: draft.config })}
        >
          Keep the sample as a test
        </Button>
      )}
      {isFull && (
        <Text size="xs" c="dimmed">
          A webhook has at most {MOST_TESTS} tests.
        </Text>
      )}
    </section>
  );
}

function freshName(tests: readonly { name: string }[]): string {
  const taken = new Set(tests.map(({ name }) => name));
  let number = tests.length + 1;
  while (taken.has(`Test ${number}`)) number += 1;
  return `Test ${number}`;
}
