import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import type { Path } from '#shared/json-path/path.ts';
import { useEditor } from '../editor-context.tsx';
import { fieldTarget, pathOf, slotTarget, type Target } from '../targets.ts';
import classes from './map.module.css';
import { useMap } from './map-context.tsx';

/** Where the selected value can go. A place that is filled already shows it; choosing it gives it this value instead. */
export function UseForMenu({ path }: { path: Path }) {
  const { draft, fields } = useEditor();
  const { assign } = useMap();

  const item = (target: Target, label: string) => (
    <Menu.Item
      key={label}
      rightSection={pathOf(draft.config, target) !== null && <IconCheck size={14} aria-label="filled" />}
      onClick={() => assign({ kind: 'target', target }, path)}
    >
      <PlainText text={label} />
    </Menu.Item>
  );

  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <Button size="compact-sm" rightSection={<IconChevronDown size={14} aria-hidden />}>
          Use for…
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Menu.Label>Who it is about</Menu.Label>
        {IDENTITY_SLOTS.map((slot) => item(slotTarget(slot), SLOT_LABELS[slot]))}
        <Menu.Label>Their name</Menu.Label>
        {PROFILE_SLOTS.map((slot) => item(slotTarget(slot), SLOT_LABELS[slot]))}
        <Menu.Label>Custom fields</Menu.Label>
        <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={() => assign({ kind: 'composer' }, path)}>
          New field…
        </Menu.Item>
        {fields.map(({ key, name }) => item(fieldTarget(key), name))}
      </Menu.Dropdown>
    </Menu>
  );
}
