import { Anchor, Button } from '@mantine/core';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Imported } from '#shared/contract/webhook-file.ts';
import classes from './import.module.css';

/** What was made and replaced, with the way to each webhook: its address has to be given to the sender. */
export function ImportResult({ imported, onAgain }: { imported: Imported; onAgain: () => void }) {
  const made = [
    ...imported.fields.map(({ name }) => `the field “${name}”`),
    ...imported.flows.map(({ name }) => `the flow “${name}”`),
  ];
  return (
    <section className={classes.card}>
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
      {made.length > 0 && <PlainText text={`Made with it: ${new Intl.ListFormat('en-GB').format(made)}.`} />}
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
