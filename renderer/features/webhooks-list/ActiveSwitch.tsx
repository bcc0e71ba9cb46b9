import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import { useUpdateWebhook } from '#renderer/door/mutations.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import { FailingTests } from '#renderer/ui/webhook-tests/FailingTests.tsx';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import type { KeptTest } from '#shared/contract/webhook-test.ts';
import classes from './webhooks.module.css';

/**
 * On or off, in words too. It moves at once and goes back if the engine refuses; before a webhook is switched on whose own tests fail, it
 * asks.
 */
export function ActiveSwitch({ webhook }: { webhook: WebhookRow }) {
  const { id, name } = webhook;
  const update = useUpdateWebhook();
  const cache = useQueryClient();
  const [failing, setFailing] = useState<KeptTest[]>([]);
  const [isTrying, setTrying] = useState(false);
  const isActive = isTrying || (update.isPending ? update.variables.body.active : webhook.active);

  const send = (active: boolean) =>
    update.mutate(
      { params: { id }, body: { active } },
      { onError: (error) => tellFailure(`${name} was not switched ${active ? 'on' : 'off'}.`, error) },
    );

  async function switchOn(): Promise<void> {
    setTrying(true);
    // What cannot be tried is no reason to keep it off.
    const tests = await cache
      .fetchQuery({
        queryKey: keys.testRun(id, null),
        queryFn: ({ signal }) => call('listTests', { params: { id } }, signal),
      })
      .catch(() => []);
    setTrying(false);
    const broken = tests.filter(({ result }) => !result.passes);
    if (broken.length === 0) send(true);
    else setFailing(broken);
  }

  return (
    <>
      <Switch
        size="sm"
        aria-label={`${name} is on`}
        label={<span aria-hidden>{isActive ? 'On' : 'Off'}</span>}
        classNames={{ label: classes.onOff ?? '' }}
        checked={isActive ?? false}
        onChange={(event) => {
          if (isTrying) return;
          if (event.currentTarget.checked) void switchOn();
          else send(false);
        }}
      />
      <ConfirmDialog
        isOpen={failing.length > 0}
        onClose={() => setFailing([])}
        title={`Switch on although ${failing.length === 1 ? 'a test fails' : `${failing.length} tests fail`}?`}
        confirm="Switch on all the same"
        change={{ isPending: false, error: null }}
        onConfirm={() => {
          setFailing([]);
          send(true);
        }}
      >
        <FailingTests tests={failing} />
      </ConfirmDialog>
    </>
  );
}
