import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBookmark, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useCreateLogView, useDeleteLogView, useRenameLogView } from '#renderer/door/mutations.ts';
import { useContact, useLogViews, useWebhooks } from '#renderer/door/queries.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { deleteWithUndo } from '#renderer/ui/delete-with-undo.tsx';
import { NameDialog } from '#renderer/ui/NameDialog.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { LogView } from '#shared/contract/log-view.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { filterSentence } from '../filter-sentence.ts';
import { type LogFilter, logAddress, savedFilter, viewAddress } from '../log-filter.ts';
import classes from './views.module.css';

const VIEWS_ID = 'log-views';

/** The saved views of the log, the one on screen marked. */
export function LogViews({ filter }: { filter: LogFilter }) {
  const { data: views = [] } = useLogViews();
  const [renamed, setRenamed] = useState<LogView | null>(null);
  const [deleted, setDeleted] = useState<LogView | null>(null);
  const address = logAddress(filter);
  if (views.length === 0) return null;
  return (
    <nav id={VIEWS_ID} className={classes.views} aria-label="Saved views">
      <ul>
        <li>
          <Link href="/log" className={classes.view} aria-current={address === '/log' ? 'page' : undefined}>
            Everything
          </Link>
        </li>
        {views.map((view) => {
          const isCurrent = viewAddress(view.filter) === address;
          return (
            <li key={view.id}>
              <Link
                href={viewAddress(view.filter)}
                className={classes.view}
                aria-current={isCurrent ? 'page' : undefined}
              >
                <PlainText text={view.name} />
              </Link>
              {isCurrent && (
                <ViewMenu view={view} onRename={() => setRenamed(view)} onDelete={() => setDeleted(view)} />
              )}
            </li>
          );
        })}
      </ul>
      <RenameDialog view={renamed} onClose={() => setRenamed(null)} />
      <DeleteDialog view={deleted} onClose={() => setDeleted(null)} />
    </nav>
  );
}

/** A way to keep what was chosen, where it is not kept yet. It stands behind what was chosen, so that choosing moves nothing. */
export function SaveView({ filter }: { filter: LogFilter }) {
  const { data: views = [] } = useLogViews();
  const [isAsked, setAsked] = useState(false);
  const address = logAddress(filter);
  const isKept = address === '/log' || views.some((view) => viewAddress(view.filter) === address);
  const isSaved = useRef<boolean>(false);
  // The button goes once there is nothing to save: the keyboard goes on at the view that was made.
  useEffect(() => {
    if (!isKept || !isSaved.current) return;
    isSaved.current = false;
    document.querySelector<HTMLElement>(`#${VIEWS_ID} [aria-current]`)?.focus();
  }, [isKept]);
  const save = () => {
    isSaved.current = true;
  };
  return (
    <>
      {!isKept && (
        <Button variant="subtle" leftSection={<IconBookmark size={15} aria-hidden />} onClick={() => setAsked(true)}>
          Save this view…
        </Button>
      )}
      <SaveDialog filter={filter} isOpen={isAsked} onClose={() => setAsked(false)} onSave={save} />
    </>
  );
}

function ViewMenu({ view, onRename, onDelete }: { view: LogView; onRename: () => void; onDelete: () => void }) {
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
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={onDelete}>
          Delete this view…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveDialog({
  filter,
  isOpen,
  onClose,
  onSave,
}: {
  filter: LogFilter;
  isOpen: boolean;
  onClose: () => void;
  onSave: () => void;
}) {
  const create = useCreateLogView();
  const { data: webhooks = [] } = useWebhooks();
  const contact = useContact(filter.contact ?? '', { enabled: filter.contact !== null }).data;
  const { locale } = useBusiness();
  const names = {
    webhook: webhooks.find(({ id }) => id === filter.webhook)?.name,
    contact: contact && sayPhone(contact.label),
  };
  const name = filterSentence(filter, names, locale);
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
      onConfirm={(chosen) => {
        onSave();
        create.mutate({ body: { name: chosen, filter: savedFilter(filter) } }, { onSuccess: onClose });
      }}
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

function DeleteDialog({ view, onClose }: { view: LogView | null; onClose: () => void }) {
  const remove = useDeleteLogView();
  const create = useCreateLogView();
  const [, navigate] = useLocation();
  const confirm = ({ id, name, filter }: LogView) =>
    deleteWithUndo({
      name,
      remove: () => remove.mutateAsync({ params: { id } }),
      onDeleted: () => {
        onClose();
        navigate('/log', { replace: true });
      },
      undo: () => create.mutateAsync({ body: { name, filter } }),
    });
  return (
    <ConfirmDialog
      isOpen={view !== null}
      onClose={onClose}
      title={<PlainText text={`Delete the view ${view?.name ?? ''}?`} />}
      confirm="Delete view"
      change={remove}
      onConfirm={() => view && void confirm(view)}
    >
      Its name and filter go. The requests in it stay.
    </ConfirmDialog>
  );
}
