import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { SLOT_LABELS, type Slot } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { Path } from '#shared/json-path/path.ts';
import { useEditor } from '../editor-context.tsx';
import { fieldTarget, pathOf, slotTarget, type Target } from '../targets.ts';
import classes from './map.module.css';
import { useMap } from './map-context.tsx';
import { fittingSlot, SLOT_HINTS } from './slot-hints.ts';

/** Where the selected value can go. A place that is filled already shows it; choosing it gives it this value instead. */
export function UseForMenu({ path, value }: { path: Path; value: JsonValue }) {
  const { draft, fields } = useEditor();
  const { assign } = useMap();

  const fitting = fittingSlot(value, path.at(-1) ?? null);

  const slotItem = (slot: Slot) =>
    item(slotTarget(slot), SLOT_LABELS[slot], SLOT_HINTS[slot] ?? (slot === fitting ? 'fits this value' : null));

  const item = (target: Target, label: string, hint: string | null) => (
    <Menu.Item
      key={label}
      rightSection={pathOf(draft.config, target) !== null && <IconCheck size={14} aria-label="filled" />}
      onClick={() => assign({ kind: 'target', target }, path)}
    >
      <PlainText text={label} />
      {hint !== null && <span className={classes.menuHint}>{hint}</span>}
    </Menu.Item>
  );

  return (
    <Menu position="top-start" width={250}>
      <Menu.Target>
        <Button size="compact-sm" rightSection={<IconChevronDown size={14} aria-hidden />}>
          Use for…
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Menu.Label>Who it is about</Menu.Label>
        {IDENTITY_SLOTS.map(slotItem)}
        <Menu.Label>Their name</Menu.Label>
        {PROFILE_SLOTS.map(slotItem)}
        <Menu.Label>Custom fields</Menu.Label>
        <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={() => assign({ kind: 'composer' }, path)}>
          New field…
        </Menu.Item>
        {fields.map(({ key, name }) => item(fieldTarget(key), name, null))}
      </Menu.Dropdown>
    </Menu>
  );
}
