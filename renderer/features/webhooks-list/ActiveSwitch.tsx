import { Switch } from '@mantine/core';
import { useUpdateWebhook } from '#renderer/door/mutations.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import classes from './webhooks.module.css';

/** On or off, in words too. It moves at once and goes back if the engine refuses. */
export function ActiveSwitch({ webhook }: { webhook: WebhookRow }) {
  const update = useUpdateWebhook();
  const isActive = update.isPending ? update.variables.body.active : webhook.active;
  return (
    <Switch
      size="sm"
      aria-label={`${webhook.name} is on`}
      label={<span aria-hidden>{isActive ? 'On' : 'Off'}</span>}
      classNames={{ label: classes.onOff ?? '' }}
      checked={isActive ?? false}
      onChange={(event) => {
        const active = event.currentTarget.checked;
        update.mutate(
          { params: { id: webhook.id }, body: { active } },
          { onError: (error) => tellFailure(`${webhook.name} was not switched ${active ? 'on' : 'off'}.`, error) },
        );
      }}
    />
  );
}
