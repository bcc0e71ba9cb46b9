import { Button } from '@mantine/core';
import { IconArrowUp, IconInbox, IconRepeat } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { ReplayWish } from '#renderer/door/keys.ts';
import { useDeliveries, useSearchState } from '#renderer/door/queries.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ExportMenu } from '#renderer/ui/ExportMenu.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { localDate } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import { heldBack } from './held-back.ts';
import { LogFilters } from './LogFilters.tsx';
import { LogTable } from './LogTable.tsx';
import classes from './log.module.css';
import { deliveryFilter, EVERYTHING, type LogFilter, logAddress, parseLogFilter } from './log-filter.ts';
import { ReplayManyDialog } from './replay/ReplayManyDialog.tsx';
import { SelectionBar } from './replay/SelectionBar.tsx';
import { useReadingPlace } from './use-reading-place.ts';
import { LogViews } from './views/LogViews.tsx';

/** Fewer are searched in a moment. */
const TOLD_BEHIND = 100;

/** Every request, newest on top, as it arrives. */
export function LogPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const chosen = useMemo(() => parseLogFilter(search), [search]);
  const { timeZone } = useBusiness();
  const today = localDate(useNow(60_000), timeZone);
  const filter = useMemo(() => deliveryFilter(chosen, today, timeZone), [chosen, today, timeZone]);
  const deliveries = useDeliveries(filter);
  const items = useMemo(() => deliveries.data?.pages.flatMap((page) => page.items) ?? [], [deliveries.data]);
  const address = logAddress(chosen);
  const { anchor, toTop } = useReadingPlace(items[0]?.id ?? null, address, filter);
  const { shown, waiting } = heldBack(items, anchor);

  const [ticked, setTicked] = useState<ReadonlySet<string> | null>(null);
  const [wish, setWish] = useState<ReplayWish | null>(null);
  const tick = (id: string, isTicked: boolean) =>
    setTicked((before) => {
      const after = new Set(before);
      if (isTicked) after.add(id);
      else after.delete(id);
      return after;
    });

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = deliveries;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const choose = (change: Partial<LogFilter>) => navigate(logAddress({ ...chosen, ...change }), { replace: true });

  return (
    <Page
      title="Log"
      help="logs"
      lead="Every request that arrived, and what came of it."
      width="wide"
      actions={
        items.length > 0 &&
        ticked === null && (
          <>
            <ExportMenu files={[{ label: 'What is listed (JSON lines)', wish: { of: 'log', query: filter } }]} />
            <Button
              variant="default"
              leftSection={<IconRepeat size={16} aria-hidden />}
              onClick={() => setTicked(new Set())}
            >
              Replay several…
            </Button>
          </>
        )
      }
    >
      <LogViews filter={chosen} />
      <LogFilters filter={chosen} onChange={choose} />
      {ticked !== null && (
        <SelectionBar
          count={ticked.size}
          onCompare={() => setWish({ ids: [...ticked] })}
          onCompareAll={() => setWish({ filter })}
          onCancel={() => setTicked(null)}
        />
      )}
      <ReplayManyDialog
        wish={wish}
        onClose={() => setWish(null)}
        onReplayed={() => {
          setWish(null);
          setTicked(null);
        }}
      />
      {chosen.text !== null && <NotSearchedYet />}
      <Loaded query={deliveries} skeleton={<RowsSkeleton rows={6} />}>
        {() =>
          items.length === 0 ? (
            <NothingHere isFiltered={address !== '/log'} onClear={() => choose(EVERYTHING)} />
          ) : (
            <>
              <LogTable deliveries={shown} ticks={ticked && { ids: ticked, onTick: tick }} onNearEnd={loadMore} />
              {isFetchingNextPage && <RowsSkeleton rows={2} />}
            </>
          )
        }
      </Loaded>
      <div className={classes.newer} role="status">
        {waiting > 0 && (
          <Button size="compact-md" radius="xl" leftSection={<IconArrowUp size={15} aria-hidden />} onClick={toTop}>
            {waiting === 1 ? '1 new request' : `${sayCount(waiting)} new requests`}
          </Button>
        )}
      </div>
    </Page>
  );
}

/** After an update, or while much arrives, the search is behind the log. */
function NotSearchedYet() {
  const behind = useSearchState().data?.behind ?? 0;
  if (behind < TOLD_BEHIND) return null;
  return <p className={classes.soft}>Still being read for the search: about {sayCount(behind)} requests.</p>;
}

function NothingHere({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  return isFiltered ? (
    <EmptyState
      icon={<IconInbox aria-hidden />}
      title="No request fits these filters"
      text="Requests that fit appear here the moment they arrive."
      action={
        <Button variant="default" onClick={onClear}>
          Show everything
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={<IconInbox aria-hidden />}
      title="No requests yet"
      text="As soon as something arrives at the address of one of your webhooks it appears here, whatever comes of it."
      action={
        <Button component={Link} href="/" variant="default">
          Open the webhooks
        </Button>
      }
    />
  );
}
