import { Button } from '@mantine/core';
import { IconForms, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFields } from '#renderer/door/queries.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import type { Field } from '#shared/contract/field.ts';
import { CreateFieldDialog } from './CreateFieldDialog.tsx';
import { DeleteFieldDialog } from './DeleteFieldDialog.tsx';
import { FieldsTable } from './FieldsTable.tsx';
import { RenameFieldDialog } from './RenameFieldDialog.tsx';

type Open = { dialog: 'create' } | { dialog: 'rename' | 'delete'; field: Field } | null;

/** Custom fields: what is filed about each contact besides their name and how to reach them. */
export function FieldsPage() {
  const fields = useFields();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ dialog: 'create' })}>
      New field
    </Button>
  );
  return (
    <Page
      title="Fields"
      help="store"
      lead="What you keep about each contact besides their name and how to reach them."
      actions={fields.data?.length !== 0 && create}
    >
      <Loaded query={fields}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={<IconForms aria-hidden />}
              title="No fields yet"
              text="A field holds one thing about a contact, such as the start of a booking. You can make it here, or while you click values in a webhook."
              action={create}
            />
          ) : (
            <FieldsTable
              fields={list}
              onRename={(field) => setOpen({ dialog: 'rename', field })}
              onDelete={(field) => setOpen({ dialog: 'delete', field })}
            />
          )
        }
      </Loaded>
      <CreateFieldDialog isOpen={open?.dialog === 'create'} onClose={close} />
      <RenameFieldDialog field={open?.dialog === 'rename' ? open.field : null} onClose={close} />
      <DeleteFieldDialog field={open?.dialog === 'delete' ? open.field : null} onClose={close} />
    </Page>
  );
}
