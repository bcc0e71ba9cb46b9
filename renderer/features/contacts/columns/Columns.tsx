import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { usePutContactColumns } from '#renderer/door/mutations.ts';
import { useSettings } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import { type ContactColumn, FIRST_CONTACT_COLUMNS } from '#shared/contract/contact-columns.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { allColumns, movedColumn, type ShownColumn, shownColumns } from './column-words.ts';
import classes from './columns.module.css';

/** Chooses what the table shows after the name, and in which order. It is kept with the settings of the business. */
export function Columns({ fields }: { fields: readonly Field[] }) {
  const settings = useSettings().data;
  // Here, so that what goes wrong is told, and what is on its way is known, also once the choice is closed.
  const put = usePutContactColumns();
  return (
    <Popover position="bottom-end" width={320} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />} disabled={!settings}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{settings && <Choice settings={settings} fields={fields} put={put} />}</Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps {
  settings: Settings;
  fields: readonly Field[];
  put: ReturnType<typeof usePutContactColumns>;
}

function Choice({ settings, fields, put }: ChoiceProps) {
  // The last choice stands until it is stored. From then on the settings do, which another window may change.
  const kept = put.isPending ? put.variables.body.columns : settings.contactColumns;
  const chosen = shownColumns(kept, fields);
  const others = allColumns(fields).filter(({ key }) => !chosen.some((column) => column.key === key));
  const lists = useRef<HTMLDivElement>(null);
  const used = useRef<string | null>(null);
  // The last choice before it is drawn: a busy computer is slower than two clicks.
  const latest = useRef<ContactColumn[] | null>(null);
  // A row that is put elsewhere takes the focus along, since browsers let go of it; also when that is undone because it was refused.
  useLayoutEffect(() => {
    if (used.current === null || document.activeElement !== document.body) return;
    lists.current?.querySelector<HTMLElement>(`[data-control="${used.current}"]`)?.focus();
  });

  const keys = chosen.map(({ key }) => key);
  const choose = (change: (known: ContactColumn[]) => ContactColumn[]) => {
    const columns = change(latest.current ?? keys);
    latest.current = columns;
    const onError = (error: unknown) => tellFailure('The columns were not changed.', error);
    // Heard of the last of several only.
    const onSettled = () => {
      latest.current = null;
    };
    put.mutate({ body: { columns } }, { onError, onSettled });
    return columns;
  };
  const tick = (key: ContactColumn, isShown: boolean) => {
    used.current = `${key} box`;
    choose((known) => (isShown ? [...new Set([...known, key])] : known.filter((other) => other !== key)));
  };
  const move = ({ key, label }: ShownColumn, by: -1 | 1) => {
    used.current = `${key} ${by}`;
    const next = choose((known) => movedColumn(known, key, by));
    announce(`${label} is column ${next.indexOf(key) + 2} of ${next.length + 1}.`);
  };

  return (
    <div ref={lists}>
      <p className={classes.hint}>The name always comes first.</p>
      <ul className={classes.list} aria-label="Shown columns">
        {chosen.map((column, place) => (
          <li key={column.key} className={classes.row}>
            <Checkbox
              label={column.label}
              checked
              data-control={`${column.key} box`}
              onChange={() => tick(column.key, false)}
              className={classes.box}
            />
            {([-1, 1] as const).map((by) => (
              <ActionIcon
                key={by}
                size="sm"
                aria-label={`Move ${column.label} ${by < 0 ? 'up' : 'down'}`}
                // Not disabled: the focus would be lost where a row arrives at the end.
                aria-disabled={place + by < 0 || place + by >= chosen.length}
                data-control={`${column.key} ${by}`}
                className={classes.move}
                onClick={() => move(column, by)}
              >
                {by < 0 ? <IconArrowUp size={15} aria-hidden /> : <IconArrowDown size={15} aria-hidden />}
              </ActionIcon>
            ))}
          </li>
        ))}
      </ul>
      <ul className={classes.list} aria-label="Other columns">
        {others.map(({ key, label }) => (
          <li key={key} className={classes.row}>
            <Checkbox
              label={label}
              checked={false}
              data-control={`${key} box`}
              onChange={() => tick(key, true)}
              disabled={keys.length >= 30}
              className={classes.box}
            />
          </li>
        ))}
      </ul>
      <Button variant="subtle" size="compact-sm" onClick={() => choose(() => [...FIRST_CONTACT_COLUMNS])}>
        Back to the first columns
      </Button>
    </div>
  );
}
