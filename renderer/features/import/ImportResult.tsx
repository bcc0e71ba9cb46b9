import { Anchor, Button } from '@mantine/core';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Imported } from '#shared/contract/webhook-file.ts';
import classes from './import.module.css';

const LIST = new Intl.ListFormat('en-GB');

/** What was made and replaced, with the way to each webhook: its address has to be given to the sender. */
export function ImportResult({ imported, onAgain }: { imported: Imported; onAgain: () => void }) {
  const made = [
    ...imported.fields.map(({ name }) => `the field “${name}”`),
    ...imported.flows.filter(({ action }) => action === 'create').map(({ name }) => `the flow “${name}”`),
  ];
  const replaced = imported.flows.filter(({ action }) => action === 'replace').map(({ name }) => `“${name}”`);
  return (
    <section className={classes.card}>
      {imported.webhooks.length > 0 && (
        <ul aria-label="Imported webhooks">
          {imported.webhooks.map(({ id, name, action }) => (
            <li key={id}>
              <Anchor component={Link} href={`/webhooks/${id}`}>
                <PlainText text={name} />
              </Anchor>{' '}
              {action === 'create' ? 'is new: give its address to the sender.' : 'has the settings of the file.'}
            </li>
          ))}
        </ul>
      )}
      {made.length > 0 && <PlainText text={`Made with it: ${LIST.format(made)}.`} />}
      {replaced.length > 0 && <PlainText text={`A new version of ${LIST.format(replaced)} is here.`} />}
      {imported.switchedOff.length > 0 && (
        <>
          <p>Switched off, because they start what was replaced:</p>
          <ul aria-label="Switched off">
            {imported.switchedOff.map(({ id, name }) => (
              <li key={id}>
                <Anchor component={Link} href={`/webhooks/${id}`}>
                  <PlainText text={name} />
                </Anchor>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={classes.actions}>
        <Button component={Link} href="/">
          Go to the webhooks
        </Button>
        <Button variant="default" onClick={onAgain}>
          Import more
        </Button>
      </div>
    </section>
  );
}
