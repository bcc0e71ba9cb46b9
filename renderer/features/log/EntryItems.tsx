import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDeliveryItems } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { OUTCOME_WORDS } from '#renderer/ui/outcome/outcome-words.ts';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ItemReceipts } from '#renderer/ui/receipt/ItemReceipts.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { OUTCOMES, type Outcome } from '#shared/contract/outcome.ts';
import { ConflictLink } from './ConflictLink.tsx';
import classes from './entry.module.css';

/** The people of a request that was worked on one by one (RC3), all of them or those who ended one way. */
export function EntryItems({ delivery, isPrivateShown }: { delivery: DeliveryDetail; isPrivateShown: boolean }) {
  const { id, items, itemOutcomes } = delivery;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const query = useDeliveryItems(id, outcome, isPrivateShown);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const ended = OUTCOMES.filter((one) => (itemOutcomes?.[one] ?? 0) > 0);
  const choice = (label: string, count: number, value: Outcome | null) => (
    <Button
      key={label}
      size="compact-sm"
      variant={outcome === value ? 'filled' : 'default'}
      aria-pressed={outcome === value}
      onClick={() => setOutcome(value)}
    >
      {label} · {sayCount(count)}
    </Button>
  );
  return (
    <section className={classes.items} aria-labelledby="items-title">
      <div className={classes.itemsHead}>
        <h3 id="items-title">Item by item</h3>
        {ended.length > 1 && (
          <fieldset className={classes.itemsFilter} aria-label="Show">
            {choice('All', items ?? 0, null)}
            {ended.map((one) => choice(OUTCOME_WORDS[one].label, itemOutcomes?.[one] ?? 0, one))}
          </fieldset>
        )}
      </div>
      <Loaded query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ pages }) => (
          <ItemReceipts
            items={pages.flatMap((page) => page.items)}
            mode="done"
            actionOf={({ conflict }) => conflict && <ConflictLink conflict={conflict} />}
          />
        )}
      </Loaded>
      {hasNextPage && (
        <Button variant="default" size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}
