import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import classes from './entry.module.css';
import { proofWords } from './proof-words.ts';

/** Whether it came from its sender, and whether it had come before; nothing where neither is known. */
export function EntryProof({ delivery }: { delivery: DeliveryDetail }) {
  const { verifiedBy, repeatOf, possibleDuplicate, answered, throughFormerAddress, webhookId } = delivery;
  if (verifiedBy === null && repeatOf === null && !throughFormerAddress) return null;
  return (
    <div className={classes.proof}>
      {verifiedBy !== null && (
        <p>
          {proofWords(verifiedBy)}
          {answered === 401 && ' It was refused at first, and proven when it was judged again.'}
        </p>
      )}
      {throughFormerAddress && (
        <p>
          It came through an old address of the webhook: its sender does not know the new one yet.{' '}
          <Anchor component={Link} href={`/webhooks/${webhookId}`}>
            See the addresses
          </Anchor>
        </p>
      )}
      {repeatOf !== null && (
        <p>
          {possibleDuplicate
            ? 'It may be a duplicate: an unsigned request with the same content had come within three days. It was worked on all the same. '
            : 'It has the signed number or the signed content of an earlier request. '}
          <Anchor component={Link} href={`/log/${repeatOf}`}>
            See the earlier one
          </Anchor>
        </p>
      )}
    </div>
  );
}
