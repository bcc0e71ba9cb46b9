import { useOutages, useWebhooks } from '#renderer/door/queries.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Outage } from '#shared/contract/outage.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { outageWords } from './outage-words.ts';
import { resendWords } from './resend-words.ts';
import { Section } from './Section.tsx';
import classes from './settings.module.css';

/** So many are shown; older ones help nobody to send something again. */
const SHOWN = 10;

/** When nothing could arrive, and what can be done about what was sent then. Nothing while there was no such time. */
export function OutagesSection() {
  const outages = useOutages().data?.items ?? [];
  const webhooks = useWebhooks().data ?? [];
  if (outages.length === 0) return null;
  return (
    <Section
      title="Interruptions"
      text="Times in which requests from the internet could not arrive. Fieldhook cannot know what was sent then; most senders can."
    >
      <ul className={classes.outages} aria-label="Interruptions">
        {outages.slice(0, SHOWN).map((outage) => (
          <OutageRow key={`${outage.from} ${outage.lostUrl}`} outage={outage} />
        ))}
      </ul>
      <Resending webhooks={webhooks.filter(({ active }) => active)} />
    </Section>
  );
}

function OutageRow({ outage }: { outage: Outage }) {
  const { sentence, lostUrl, newUrl, from } = outage;
  return (
    <li className={classes.outage}>
      <strong className={classes.outageLength}>
        {outageWords(outage)}, <RelativeTime at={from} />
      </strong>
      <span className={classes.outageFact}>{sentence}</span>
      {newUrl !== null && newUrl !== lostUrl && (
        <span className={classes.outageFact}>
          The address changed from {lostUrl} to {newUrl}. Every sender must be told.
        </span>
      )}
    </li>
  );
}

function Resending({ webhooks }: { webhooks: readonly Webhook[] }) {
  if (webhooks.length === 0) return null;
  return (
    <div className={classes.resending}>
      <h3>What may be missing, and how it comes again</h3>
      <dl>
        {webhooks.map(({ id, name, verify }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{resendWords(verify.scheme)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
