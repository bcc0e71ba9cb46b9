import { Anchor, SegmentedControl } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { Link } from 'wouter';
import { useOverview } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { OVERVIEW_RANGES, type OverviewRange } from '#shared/contract/overview.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { RANGE_WORDS } from './bars.ts';
import { HealthStrip } from './HealthStrip.tsx';
import { MessageCounts } from './MessageCounts.tsx';
import classes from './overview.module.css';
import { RequestsChart } from './RequestsChart.tsx';
import { SlowestWebhooks } from './SlowestWebhooks.tsx';

const CHOICES = OVERVIEW_RANGES.map((range) => ({ value: range, label: RANGE_WORDS[range].label }));

/** How it all goes: what waits and whether the ground holds, then requests, messages and speed over a time of the owner's choice. */
export function Overview({ webhooks }: { webhooks: readonly WebhookRow[] }) {
  const [range, setRange] = useState<OverviewRange>('fortnight');
  const overview = useOverview(range);
  const { sentence } = RANGE_WORDS[range];
  return (
    <section className={classes.overview} aria-label="Overview">
      <HealthStrip disk={overview.data?.disk} />
      <div className={classes.head}>
        <h2 className={classes.title}>How it goes</h2>
        <SegmentedControl
          aria-label="Time shown"
          size="xs"
          data={CHOICES}
          value={range}
          onChange={(value) => setRange(value as OverviewRange)}
        />
      </div>
      <Loaded query={overview} skeleton={<RowsSkeleton height={220} rows={1} />}>
        {({ spans, messages, slowest, range: shown }) => (
          <div className={classes.cards}>
            <Card title="Requests" isWide>
              {spans.every(({ outcomes }) => Object.keys(outcomes).length === 0) ? (
                <NoRequests webhooks={webhooks} sentence={sentence} />
              ) : (
                <RequestsChart range={shown} spans={spans} />
              )}
            </Card>
            <Card title="Messages">
              <MessageCounts messages={messages} sentence={sentence} />
            </Card>
            <Card title="Slowest webhooks">
              <SlowestWebhooks slowest={slowest} sentence={sentence} />
            </Card>
          </div>
        )}
      </Loaded>
    </section>
  );
}

function Card({ title, isWide = false, children }: { title: string; isWide?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.card} data-wide={isWide || undefined} aria-labelledby={id}>
      <h3 id={id} className={classes.cardTitle}>
        {title}
      </h3>
      {children}
    </section>
  );
}

/** The way on from nothing: a webhook that waits for its first request. */
function NoRequests({ webhooks, sentence }: { webhooks: readonly WebhookRow[]; sentence: string }) {
  const first = webhooks.find(({ last }) => last === null) ?? webhooks[0];
  return (
    <p className={classes.nothing}>
      No request was worked on {sentence}.
      {first !== undefined && (
        <>
          {' '}
          <Anchor component={Link} href={`/webhooks/${first.id}`} size="sm">
            Give its address to a sender, or send a sample yourself
          </Anchor>
          .
        </>
      )}
    </p>
  );
}
