import { Button } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { Link, useLocation, useSearch } from 'wouter';
import { useGroupCounts, useMessages } from '#renderer/door/queries.ts';
import { Announcer } from '#renderer/ui/announce.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { GroupLine } from '#renderer/ui/messages/GroupLine.tsx';
import { MessagesToday } from '#renderer/ui/messages/MessagesToday.tsx';
import { isGroupReason, laterWords, needsAttention } from '#renderer/ui/messages/message-words.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { GROUP_STATES, type GroupReason, type Message } from '#shared/contract/message.ts';
import { goesByItself } from '#shared/contract/message-words.ts';
import { MessageCard } from './MessageCard.tsx';
import { OutboxFilters } from './OutboxFilters.tsx';
import classes from './outbox.module.css';
import { filterOf, isFiltered, type OutboxFilter, searchOf } from './outbox-filter.ts';

/** Every message as the person sees it; what waits for the owner stands on top, then what waits for its time. */
export function OutboxPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const filter = filterOf(search);
  const change = (next: OutboxFilter) => navigate(`/outbox${searchOf(next)}`, { replace: true });
  return (
    <Page
      title="Outbox"
      help="outbox"
      lead="Every message as the person sees it: where it stands, and why."
      actions={
        <Button component={Link} href="/outbox/opt-outs" variant="default">
          Who wants no messages
        </Button>
      }
    >
      <MessagesToday />
      <OutboxFilters filter={filter} onChange={change} />
      {filter.channel !== undefined && isGroupReason(filter.reason) && filter.state === GROUP_STATES[filter.reason] && (
        <div className={classes.groups}>
          <GroupLine channel={filter.channel} reason={filter.reason} place="group" />
        </div>
      )}
      {!isFiltered(filter) && (
        <>
          <Waiting />
          <Later />
        </>
      )}
      <Everything filter={filter} onClear={() => change({})} />
      <Announcer />
    </Page>
  );
}

/** What waits for a decision of the owner. */
function Waiting() {
  const waiting = useMessages({ attention: 'true' });
  const items = itemsOf(waiting.data);
  const count = waiting.data?.pages[0]?.attention ?? 0;
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="outbox-waiting" className={classes.part}>
      <h2 id="outbox-waiting">
        {count === 1 ? '1 message waits for you' : `${sayCount(count)} messages wait for you`}
      </h2>
      <Groups areLater={false} />
      <MessageList label="Messages that wait for you" messages={items} />
      <More query={waiting} />
    </section>
  );
}

/** What guard rails hold until a time (SN6): it asks nothing of the owner. */
function Later() {
  const business = useBusiness();
  const later = useMessages({ later: 'true' });
  const items = itemsOf(later.data);
  const { count = 0, firstAt = null } = later.data?.pages[0]?.later ?? {};
  if (items.length === 0 || firstAt === null) return null;
  return (
    <section aria-labelledby="outbox-later" className={classes.part}>
      <h2 id="outbox-later">
        {laterWords(count)}
        {count > 1 && `, the first ${formatInstant(firstAt, business)}`}
      </h2>
      <Groups areLater={true} />
      <MessageList label="Messages that go out by themselves" messages={items} />
      <More query={later} />
    </section>
  );
}

/** What these hold goes out by itself. */
const LATER: ReadonlySet<GroupReason> = new Set(['quiet-hours', 'daily-cap']);

/** What is kept back for the same reason can be decided together. */
function Groups({ areLater }: { areLater: boolean }) {
  const groups = (useGroupCounts().data ?? []).filter(
    ({ reason, count }) => LATER.has(reason) === areLater && count > 1,
  );
  if (groups.length === 0) return null;
  return (
    <div className={classes.groups}>
      {groups.map(({ channel, reason }) => (
        <GroupLine key={`${channel} ${reason}`} channel={channel} reason={reason} place="all" />
      ))}
    </div>
  );
}

function Everything({ filter, onClear }: { filter: OutboxFilter; onClear: () => void }) {
  const messages = useMessages(filter);
  const hasFilter = isFiltered(filter);
  return (
    <Loaded query={messages} skeleton={<RowsSkeleton height={110} rows={3} />}>
      {(data) => {
        const all = itemsOf(data);
        // Without a filter, what waits for the owner, or for its time, is shown above.
        const items = hasFilter ? all : all.filter((message) => !needsAttention(message) && !goesByItself(message));
        if (all.length === 0) return <Nothing hasFilter={hasFilter} onClear={onClear} />;
        if (items.length === 0 && !messages.hasNextPage) return null;
        return (
          <section aria-labelledby="outbox-all" className={classes.part}>
            <h2 id="outbox-all">{hasFilter ? 'Found' : 'Everything else, newest first'}</h2>
            <MessageList label="Messages" messages={items} />
            <More query={messages} />
          </section>
        );
      }}
    </Loaded>
  );
}

function MessageList({ label, messages }: { label: string; messages: readonly Message[] }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {messages.map((message) => (
        <li key={message.id}>
          <MessageCard message={message} />
        </li>
      ))}
    </ol>
  );
}

function More({ query }: { query: ReturnType<typeof useMessages> }) {
  return (
    <div>
      <ShowOlder query={query} />
    </div>
  );
}

function Nothing({ hasFilter, onClear }: { hasFilter: boolean; onClear: () => void }) {
  return hasFilter ? (
    <EmptyState
      icon={<IconMailForward aria-hidden />}
      title="No message fits these filters"
      text="Choose others, or look at all of them."
      action={
        <Button variant="default" onClick={onClear}>
          Show all
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={<IconMailForward aria-hidden />}
      title="No messages yet"
      text="Messages appear here once a flow sends one. Until you switch a channel to live in Settings, nothing is really sent: you see here what would be."
      action={
        <Button component={Link} href="/flows" variant="default">
          Open the flows
        </Button>
      }
    />
  );
}

function itemsOf(data: { pages: { items: Message[] }[] } | undefined): Message[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}
