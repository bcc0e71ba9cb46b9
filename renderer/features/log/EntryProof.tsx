import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import classes from './entry.module.css';
import { proofWords } from './proof-words.ts';

/** Whether it came from its sender, and whether it had come before; nothing where neither is known. */
export function EntryProof({ delivery }: { delivery: DeliveryDetail }) {
  const { verifiedBy, repeatOf, possibleDuplicate, answered } = delivery;
  if (verifiedBy === null && repeatOf === null) return null;
  return (
    <div className={classes.proof}>
      {verifiedBy !== null && (
        <p>
          {proofWords(verifiedBy)}
          {answered === 401 && ' It was refused at first, and proven when it was judged again.'}
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
