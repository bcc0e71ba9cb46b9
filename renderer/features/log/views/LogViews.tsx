import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBookmark, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useCreateLogView, useDeleteLogView, useRenameLogView } from '#renderer/door/mutations.ts';
import { useContact, useLogViews, useWebhooks } from '#renderer/door/queries.ts';
import { NameDialog } from '#renderer/ui/NameDialog.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { LogView } from '#shared/contract/log-view.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { filterSentence } from '../filter-sentence.ts';
import { type LogFilter, logAddress, savedFilter, viewAddress } from '../log-filter.ts';
import classes from './views.module.css';

/** The saved views of the log, the one on screen marked; and a way to keep what was chosen. */
export function LogViews({ filter }: { filter: LogFilter }) {
  const { data: views = [] } = useLogViews();
  const [asked, setAsked] = useState<'new' | LogView | null>(null);
  const address = logAddress(filter);
  const current = views.find((view) => viewAddress(view.filter) === address);
  const isEverything = address === '/log';
  if (views.length === 0 && isEverything) return null;
  return (
    <nav className={classes.views} aria-label="Saved views">
      {views.length > 0 && (
        <ul>
          <li>
            <Link href="/log" className={classes.view} aria-current={isEverything ? 'page' : undefined}>
              Everything
            </Link>
          </li>
          {views.map((view) => (
            <li key={view.id}>
              <Link
                href={viewAddress(view.filter)}
                className={classes.view}
                aria-current={view === current ? 'page' : undefined}
              >
                <PlainText text={view.name} />
              </Link>
              {view === current && <ViewMenu view={view} onRename={() => setAsked(view)} />}
            </li>
          ))}
        </ul>
      )}
      {!isEverything && current === undefined && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconBookmark size={15} aria-hidden />}
          onClick={() => setAsked('new')}
        >
          Save this view…
        </Button>
      )}
      <SaveDialog filter={filter} isOpen={asked === 'new'} onClose={() => setAsked(null)} />
      <RenameDialog view={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />
    </nav>
  );
}

function ViewMenu({ view, onRename }: { view: LogView; onRename: () => void }) {
  const remove = useDeleteLogView();
  const [, navigate] = useLocation();
  const drop = () =>
    remove.mutate(
      { params: { id: view.id } },
      {
        onSuccess: () => navigate('/log', { replace: true }),
        onError: (error) => tellFailure('The view was not deleted.', error),
      },
    );
  return (
    <Menu position="bottom-start" width="max-content">
      <Menu.Target>
        <ActionIcon size="sm" color="gray" aria-label={`More for the view ${visibleText(view.name)}`}>
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onRename}>
          Rename…
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={drop}>
          Delete this view
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveDialog({ filter, isOpen, onClose }: { filter: LogFilter; isOpen: boolean; onClose: () => void }) {
  const create = useCreateLogView();
  const { data: webhooks = [] } = useWebhooks();
  const contact = useContact(filter.contact ?? '', { enabled: filter.contact !== null }).data;
  const name = filterSentence(filter, {
    webhook: webhooks.find(({ id }) => id === filter.webhook)?.name,
    contact: contact?.label,
  });
  return (
    <NameDialog
      isOpen={isOpen}
      onClose={onClose}
      title="Save this view"
      description="It stands above the log, and shows what fits at the time."
      name=""
      proposed={name}
      confirm="Save view"
      change={create}
      onConfirm={(chosen) =>
        create.mutate({ body: { name: chosen, filter: savedFilter(filter) } }, { onSuccess: onClose })
      }
    />
  );
}

function RenameDialog({ view, onClose }: { view: LogView | null; onClose: () => void }) {
  const rename = useRenameLogView();
  return (
    <NameDialog
      isOpen={view !== null}
      onClose={onClose}
      title="Rename view"
      description="What it shows stays the same."
      name={view?.name ?? ''}
      confirm="Rename"
      change={rename}
      onConfirm={(name) => {
        if (view) rename.mutate({ params: { id: view.id }, body: { name } }, { onSuccess: onClose });
      }}
    />
  );
}
