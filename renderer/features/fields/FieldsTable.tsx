import { ActionIcon, Anchor, Menu } from '@mantine/core';
import { IconDots, IconLock, IconLockOpen, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useUpdateField } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { Cell, type Column, VirtualTable } from '#renderer/ui/list/VirtualTable.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { FIELD_TYPE_WORDS } from '#renderer/ui/receipt/field-type-words.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { Field } from '#shared/contract/field.ts';
import classes from './fields.module.css';
import { TYPE_MEANINGS } from './type-meanings.ts';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: 'Name' },
  { key: 'type', label: 'Type' },
  { key: 'usedBy', label: 'Used by' },
  { key: 'contacts', label: 'Contacts' },
  { key: 'menu', label: 'More', isLabelHidden: true },
];

export function FieldsTable({
  fields,
  onRename,
  onDelete,
}: {
  fields: readonly Field[];
  onRename: (field: Field) => void;
  onDelete: (field: Field) => void;
}) {
  const update = useUpdateField();
  const setPrivate = ({ key, name }: Field, isPrivate: boolean) =>
    update.mutate(
      { params: { key }, body: { isPrivate } },
      {
        onSuccess: () => announce(isPrivate ? `${name} is private now.` : `${name} is not private any more.`),
        onError: (error) => tellFailure('The field was not changed.', error),
      },
    );
  return (
    <VirtualTable
      label="Custom fields"
      columns={COLUMNS}
      rows={fields}
      rowKey={({ key }) => key}
      className={classes.table}
      rowHeight={58}
    >
      {(field) => (
        <>
          <Cell at="name">
            <span className={classes.name}>
              <PlainText text={field.name} />
            </span>
            <code className={classes.key}>{field.key}</code>
            {field.isPrivate && (
              <span className={classes.private}>
                <IconLock size={13} aria-hidden /> private
              </span>
            )}
          </Cell>
          <Cell at="type">
            {FIELD_TYPE_WORDS[field.type]}
            <span className={classes.meaning}>{TYPE_MEANINGS[field.type]}</span>
          </Cell>
          <Cell at="usedBy">
            <UsedBy field={field} />
          </Cell>
          <Cell at="contacts">
            <span className={classes.soft}>{sayCount(field.contacts)}</span>
          </Cell>
          <Cell at="menu">
            <Menu>
              <Menu.Target>
                <ActionIcon aria-label={`More for ${field.name}`} size="lg">
                  <IconDots size={18} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onRename(field)}>
                  Rename…
                </Menu.Item>
                <Menu.Item
                  leftSection={field.isPrivate ? <IconLockOpen size={16} /> : <IconLock size={16} />}
                  onClick={() => setPrivate(field, !field.isPrivate)}
                >
                  {field.isPrivate ? 'Not private any more' : 'Make private'}
                </Menu.Item>
                <Menu.Item c="var(--fh-bad)" leftSection={<IconTrash size={16} />} onClick={() => onDelete(field)}>
                  Delete…
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Cell>
        </>
      )}
    </VirtualTable>
  );
}

/** Webhooks that fill it, and flows that name it. */
function UsedBy({ field: { usedBy, flows } }: { field: Field }) {
  const places = [
    ...usedBy.map(({ id, name }) => ({ href: `/webhooks/${id}`, name })),
    ...flows.map(({ key, name }) => ({ href: `/flows/${key}`, name })),
  ];
  if (places.length === 0) return <span className={classes.soft}>no webhook, no flow</span>;
  return (
    <ul className={classes.usedBy}>
      {places.map(({ href, name }) => (
        <li key={href}>
          <Anchor component={Link} href={href} size="sm">
            <PlainText text={name} />
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
