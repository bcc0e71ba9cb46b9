import { Tabs } from '@mantine/core';
import { useLayoutEffect } from 'react';
import type { SettingsForm } from '#shared/contract/settings-form.ts';
import classes from '../import.module.css';
import { FORM, formDrafts, openForm, usePasting } from './form-store.ts';
import { PasteBox } from './PasteBox.tsx';
import { TypedForm } from './TypedForm.tsx';

/** The settings of a webhook of another platform, in two ways: typed into the form that they have there, or pasted, which fills the same form. */
export function SettingsFormCard({
  isBusy,
  onForm,
  onText,
}: {
  isBusy: boolean;
  onForm: (form: SettingsForm) => void;
  onText: (text: string) => void;
}) {
  useLayoutEffect(openForm, []);
  const draft = formDrafts.useDraft(FORM);
  const way = usePasting((pasting) => pasting.way);
  return (
    <section className={classes.card} aria-labelledby="move-over">
      <h2 id="move-over">A webhook of a chatbot platform</h2>
      <p>
        Move an inbound webhook over from UChat, Flochat and the like. Its settings page there has the same boxes: copy
        each path from there.
      </p>
      <Tabs
        className={classes.ways ?? ''}
        value={way}
        onChange={(value) => usePasting.setState({ way: value === 'paste' ? 'paste' : 'type' })}
      >
        <Tabs.List>
          <Tabs.Tab value="type">Type it in</Tabs.Tab>
          <Tabs.Tab value="paste">Paste it</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="type">{draft && <TypedForm draft={draft} isBusy={isBusy} onForm={onForm} />}</Tabs.Panel>
        <Tabs.Panel value="paste">
          <PasteBox isBusy={isBusy} onText={onText} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
