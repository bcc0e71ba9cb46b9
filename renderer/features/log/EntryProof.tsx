import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { sayCount } from '#renderer/ui/say-count.ts';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import classes from './entry.module.css';
import { proofWords } from './proof-words.ts';

/** Whether it came from its sender, whether it had come before, and how many more came like it; nothing where none of it is known. */
export function EntryProof({ delivery }: { delivery: DeliveryDetail }) {
  const business = useBusiness();
  const { verifiedBy, repeatOf, possibleDuplicate, outcome, answered, throughFormerAddress, webhookId, alike } =
    delivery;
  if (verifiedBy === null && repeatOf === null && !throughFormerAddress && alike === null) return null;
  return (
    <div className={classes.proof}>
      {verifiedBy !== null && (
        <p>
          {proofWords(verifiedBy)}
          {answered === 401 && ' It was refused at first, and proven when it was judged again.'}
        </p>
      )}
      {alike !== null && (
        <p>
          {sayCount(alike.count)} more like it came after it, the last one {formatExact(alike.until, business)}. They
          were answered the same. Only the first requests of an hour that are refused for the same reason are kept;
          those that follow are counted here, so that nobody can fill the disk with them.
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
          {!possibleDuplicate && outcome !== 'duplicate' && 'It was held back as a repeat, and released by you. '}
          <Anchor component={Link} href={`/log/${repeatOf}`}>
            See the earlier one
          </Anchor>
        </p>
      )}
    </div>
  );
}
