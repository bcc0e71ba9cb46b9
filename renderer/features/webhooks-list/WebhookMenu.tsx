import { ActionIcon, Menu } from '@mantine/core';
import { IconCopyPlus, IconDots, IconFileExport, IconListDetails, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCreateWebhook } from '#renderer/door/mutations.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { configOf, copyName } from './copy-of-webhook.ts';
import { DeleteWebhookDialog } from './DeleteWebhookDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';

/** What can be done with a webhook from the list. */
export function WebhookMenu({ webhook }: { webhook: WebhookRow }) {
  const [isDeleting, setDeleting] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const create = useCreateWebhook();
  const duplicate = () =>
    create.mutate(
      { body: { name: copyName(webhook.name), config: configOf(webhook), testsOf: webhook.id } },
      { onError: (error) => tellFailure(`${webhook.name} was not duplicated.`, error) },
    );
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={`More for ${webhook.name}`} size="lg">
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href={`/webhooks/${webhook.id}`} leftSection={<IconPencil size={16} />}>
            Edit
          </Menu.Item>
          <Menu.Item component={Link} href={`/log?webhook=${webhook.id}`} leftSection={<IconListDetails size={16} />}>
            Show its log
          </Menu.Item>
          <Menu.Item onClick={duplicate} leftSection={<IconCopyPlus size={16} />}>
            Duplicate
          </Menu.Item>
          <Menu.Item onClick={() => setExporting(true)} leftSection={<IconFileExport size={16} />}>
            Export…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item c="var(--fh-bad)" onClick={() => setDeleting(true)} leftSection={<IconTrash size={16} />}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ExportDialog webhook={webhook} isOpen={isExporting} onClose={() => setExporting(false)} />
      <DeleteWebhookDialog webhook={webhook} isOpen={isDeleting} onClose={() => setDeleting(false)} />
    </>
  );
}
