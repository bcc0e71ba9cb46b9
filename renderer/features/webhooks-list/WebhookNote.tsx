import { useNow } from '#renderer/ui/time/use-now.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import classes from './webhooks.module.css';

/** The one thing worth knowing about a webhook besides its name. */
export function WebhookNote({ webhook }: { webhook: WebhookRow }) {
  const now = useNow();
  const note = noteOn(webhook, now);
  return note && <span className={classes.note}>{note}</span>;
}

const REACH = {
  public: null,
  interrupted: 'Public address does not answer',
  'this-computer': 'Reachable from this computer only',
} as const satisfies Record<WebhookRow['reach'], string | null>;

function noteOn({ identity, listeningUntil, reach }: WebhookRow, now: number): string | null {
  if (listeningUntil !== null && Date.parse(listeningUntil) > now) return 'Listening for a request';
  if (Object.values(identity).every((path) => path === null)) return 'Not set up yet';
  return REACH[reach];
}
