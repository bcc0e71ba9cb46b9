import { Anchor, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useTickAddressChange } from '#renderer/door/mutations.ts';
import { useAddressChanges } from '#renderer/door/queries.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { AddressChange } from '#shared/contract/address-change.ts';
import classes from './address-changes.module.css';

/**
 * The senders that must be told a new public address (TN4), each with what to copy, until all are ticked off. While the page is open the list
 * stays, so that a tick can be taken back.
 */
export function AddressChanges() {
  const items = useAddressChanges().data?.items ?? [];
  const waiting = items.filter(({ told }) => told === null).length;
  const [wasShown, setShown] = useState(false);
  if (waiting > 0 && !wasShown) setShown(true);
  if (items.length === 0 || (waiting === 0 && !wasShown)) return null;
  return (
    <section className={classes.changes} aria-labelledby="address-changes" data-done={waiting === 0 || undefined}>
      <h2 id="address-changes">
        {waiting === 0 ? 'Every sender knows the new address' : 'Your public address changed'}
      </h2>
      <p>
        {waiting === 0
          ? 'Nothing is left to do.'
          : 'What is sent to the former address does not arrive. Give each sender its new one, and tick it off; a request that comes to the new address ticks it by itself.'}
      </p>
      <ul>
        {items.map((change) => (
          <Row key={change.webhookId} change={change} />
        ))}
      </ul>
    </section>
  );
}

function Row({ change: { webhookId, name, address, lostAddress, told } }: { change: AddressChange }) {
  const tick = useTickAddressChange();
  const isTold = tick.isPending ? tick.variables.body.isTold : told !== null;
  return (
    <li data-told={told !== null || undefined}>
      <Checkbox
        aria-label={`The sender of ${name} has been told`}
        checked={isTold}
        onChange={({ currentTarget }) =>
          tick.mutate(
            { params: { id: webhookId }, body: { isTold: currentTarget.checked } },
            { onError: (error) => tellFailure('That could not be kept.', error) },
          )
        }
      />
      <div className={classes.words}>
        <span className={classes.line}>
          <Anchor component={Link} href={`/webhooks/${webhookId}`} className={classes.name}>
            <PlainText text={name} />
          </Anchor>
          <span className={classes.state}>{stateWords(told)}</span>
        </span>
        <span className={classes.address}>
          <code title={address}>{address}</code>
          <CopyButton text={address} label={`Copy the new address of ${name}`} size="sm" />
        </span>
        {told === null && <span className={classes.state}>Instead of {new URL(lostAddress).host}</span>}
      </div>
    </li>
  );
}

function stateWords(told: AddressChange['told']): string {
  if (told === null) return 'to be told';
  return told.by === 'owner' ? 'told' : 'a request came to the new address';
}
