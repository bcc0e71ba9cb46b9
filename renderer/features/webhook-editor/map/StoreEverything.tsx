import { Autocomplete, Button, Switch } from '@mantine/core';
import { useRef, useState } from 'react';
import { useCreateField } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { fieldByName } from '../draft/composer.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './map.module.css';
import { useMap } from './map-context.tsx';
import { PAYLOAD_MARK } from './tree-marks.ts';

/** Keeps the whole payload in one JSON field (CV8). Switched on, it asks for the field; the first time it offers to make one. */
export function StoreEverything() {
  const { draft, fields, fieldNames, edit } = useEditor();
  const { lit, light } = useMap();
  const { payloadField } = draft.config;
  const [isChoosing, setIsChoosing] = useState(false);
  const toggle = useRef<HTMLInputElement>(null);
  const isOn = payloadField !== null;

  function use(key: string | null, name: string): void {
    const label = key === null ? 'The whole payload is not stored' : `The whole payload into ${name}`;
    edit({ label, change: (config) => ({ ...config, payloadField: key }) });
    announce(`${label}.`);
    setIsChoosing(false);
    toggle.current?.focus();
  }

  return (
    <fieldset
      aria-label="The whole payload"
      className={classes.everything}
      data-lit={lit === PAYLOAD_MARK || undefined}
      onPointerEnter={() => light(PAYLOAD_MARK)}
      onPointerLeave={() => light(null)}
    >
      <Switch
        ref={toggle}
        label="Store everything in a JSON field"
        description={
          isOn
            ? `The whole payload goes into ${fieldNames.get(payloadField) ?? payloadField}.`
            : 'Keeps the whole payload with the contact, so that nothing is lost.'
        }
        checked={isOn || isChoosing}
        onChange={(event) => {
          if (!event.currentTarget.checked) {
            if (isOn) use(null, '');
            setIsChoosing(false);
          } else setIsChoosing(true);
        }}
      />
      {isChoosing && !isOn && (
        <ChooseField jsonFields={fields.filter(({ type }) => type === 'json').map(({ name }) => name)} onUse={use} />
      )}
    </fieldset>
  );
}

function ChooseField({ jsonFields, onUse }: { jsonFields: string[]; onUse: (key: string, name: string) => void }) {
  const { webhook, fields } = useEditor();
  const create = useCreateField();
  const [name, setName] = useState(jsonFields[0] ?? `${webhook.name} payload`);
  const field = fieldByName(fields, name);
  const isOther = field !== null && field.type !== 'json';

  async function use(): Promise<void> {
    const filled = field ?? (await create.mutateAsync({ body: { name: name.trim(), type: 'json' } }).catch(() => null));
    if (filled !== null) onUse(filled.key, filled.name);
  }

  return (
    <form
      className={classes.composerLine}
      aria-label="The field for the whole payload"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !isOther) void use();
      }}
    >
      <Autocomplete
        size="xs"
        aria-label="JSON field"
        data-autofocus
        maxLength={120}
        data={jsonFields}
        value={name}
        error={isOther ? 'This field is not a JSON field.' : null}
        onChange={setName}
      />
      <Button type="submit" size="xs" loading={create.isPending} disabled={name.trim() === '' || isOther}>
        {field === null ? 'Create and use' : 'Use'}
      </Button>
      {create.error && (
        <Notice tone="bad" isUrgent>
          {wholeMessage(create.error)}
        </Notice>
      )}
    </form>
  );
}
