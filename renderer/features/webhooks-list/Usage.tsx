import { sayCount } from '#renderer/ui/say-count.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import classes from './usage.module.css';

/** How much of the limit is used: “37 of 500 in 24 h”. */
export function Usage({ used, limit }: Pick<WebhookRow, 'used' | 'limit'>) {
  if (limit === null) {
    return (
      <div className={classes.usage}>
        <span>No limit</span>
      </div>
    );
  }
  const share = Math.min(1, used / limit.requests);
  const isFull = used >= limit.requests;
  return (
    <div className={classes.usage} data-full={isFull || undefined}>
      <span>
        <strong>{sayCount(used)}</strong> of {sayCount(limit.requests)} in {limit.hours} h
      </span>
      <div className={classes.meter} aria-hidden>
        <div style={{ width: `${share * 100}%` }} />
      </div>
      {isFull && <span className={classes.full}>Limit reached</span>}
    </div>
  );
}
