import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useCreateTest, useDeleteTest, useUpdateTest } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { NameDialog } from '#renderer/ui/NameDialog.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import { TestDifferences } from '#renderer/ui/webhook-tests/TestDifferences.tsx';
import type { KeptTest } from '#shared/contract/webhook-test.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { useEditor } from '../editor-context.tsx';
import { Expected } from './Expected.tsx';
import classes from './tests.module.css';

/** One test with its end, what it expects, and what can be done with it. */
export function TestLine({ test }: { test: KeptTest }) {
  const { webhook, draft } = useEditor();
  const [isRenaming, setRenaming] = useState(false);
  const update = useUpdateTest();
  const remove = useDeleteTest();
  const create = useCreateTest();
  const params = { id: webhook.id, testId: test.id };
  const { passes, differences } = test.result;

  const accept = () =>
    update.mutate(
      { params, body: { expect: { config: draft.config } } },
      {
        onSuccess: () => announce(`${test.name} expects what is read now.`),
        onError: (error) => tellFailure('The test was not changed.', error),
      },
    );
  const drop = () => {
    const { id: _, result: __, ...plain } = test;
    remove.mutate(
      { params },
      {
        onSuccess: () =>
          offerUndo({
            done: `${test.name} is deleted.`,
            undo: () => create.mutateAsync({ params: { id: webhook.id }, body: { test: plain } }),
            failed: `${test.name} could not be put back`,
          }),
        onError: (error) => tellFailure(`${test.name} was not deleted.`, error),
      },
    );
  };

  return (
    <li className={classes.test}>
      <div className={classes.line}>
        {passes ? (
          <IconCircleCheck size={18} className={classes.pass} aria-hidden />
        ) : (
          <IconCircleX size={18} className={classes.fail} aria-hidden />
        )}
        <span className={classes.name}>
          <PlainText text={test.name} />
          <span className={passes ? classes.pass : classes.fail}>{passes ? 'passes' : 'fails'}</span>
        </span>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" aria-label={visibleText(`More for ${test.name}`)}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setRenaming(true)}>Rename…</Menu.Item>
            {!passes && <Menu.Item onClick={accept}>Expect what is read now</Menu.Item>}
            <Menu.Item c="var(--fh-bad)" onClick={drop}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {!passes && (
        <div className={classes.differences}>
          <TestDifferences differences={differences} />
          <Button size="compact-xs" variant="default" loading={update.isPending} onClick={accept}>
            Expect what is read now
          </Button>
        </div>
      )}
      <Expected test={test} />
      <NameDialog
        isOpen={isRenaming}
        onClose={() => setRenaming(false)}
        title="Rename the test"
        description="What kind of request it stands for, such as “A booking without a phone number”."
        name={test.name}
        confirm="Rename"
        change={update}
        onConfirm={(name) => update.mutate({ params, body: { name } }, { onSuccess: () => setRenaming(false) })}
      />
    </li>
  );
}
