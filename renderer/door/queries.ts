import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { BulkChange } from '#shared/contract/bulk-change.ts';
import type { BackupChoice } from '#shared/contract/erasure.ts';
import type { Run } from '#shared/contract/flow.ts';
import type { MergeTake } from '#shared/contract/merge.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { Outcome } from '#shared/contract/outcome.ts';
import type { OverviewRange } from '#shared/contract/overview.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { TimelineKind } from '#shared/contract/timeline.ts';
import { call, DoorError } from './client.ts';
import {
  type DeliveryFilter,
  keys,
  type MessageFilter,
  type ReplayWish,
  type RunFilter,
  type WebhookFileWish,
} from './keys.ts';

const PAGE_SIZE = 50;
/** Of lists whose entries are tall. */
const SHORT_PAGE = 20;

/**
 * Answers stay fresh until the live stream says otherwise (see live.ts), so nothing is asked for on a timer. The engine is on this
 * machine: what the browser thinks of the internet does not matter.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) => error instanceof DoorError && error.code === 'OFFLINE' && count < 2,
        retryDelay: 400,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** How far an import is; while it runs it is asked often. */
export const useImport = (id: string, isBegun: boolean) =>
  useQuery({
    queryKey: keys.contactImport(id),
    queryFn: ({ signal }) => call('getContactImport', { params: { id } }, signal),
    enabled: isBegun,
    refetchInterval: ({ state }) => (state.data?.state === 'running' && !isGone(state.error) ? 300 : false),
  });

/** The import that is under way, or was the last one: it may have been begun elsewhere, so it is never taken from memory. */
export const useHeldImports = () =>
  useQuery({
    queryKey: keys.heldImports,
    queryFn: ({ signal }) => call('listContactImports', {}, signal),
    ...shownNow,
  });

/** Whether there is nothing to ask for any more. */
export function isGone(error: Error | null): boolean {
  return error instanceof DoorError && error.code === 'NOT_FOUND';
}

/** The file that is being made; how far it is, is asked often. */
export const useExports = () =>
  useQuery({
    queryKey: keys.exports,
    queryFn: ({ signal }) => call('listExports', {}, signal),
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'running') ? 300 : false),
  });

export const useBulkChanges = () =>
  useQuery({
    queryKey: keys.bulkChanges,
    queryFn: ({ signal }) => call('listBulkChanges', {}, signal),
    refetchInterval: ({ state }) => askBulkAgain(state.data),
  });

/** While it runs; and later, as it can be undone for a while only. */
function askBulkAgain([current]: readonly BulkChange[] = []): number | false {
  if (current === undefined) return false;
  return current.state === 'running' || current.undo?.state === 'running' ? 300 : 60_000;
}

export const useHealth = () =>
  useQuery({
    queryKey: keys.health,
    queryFn: ({ signal }) => call('getHealth', {}, signal),
    // Counters such as requests to unknown addresses have no event of their own.
    refetchInterval: 60_000,
  });

export const useOverview = (range: OverviewRange) =>
  useQuery({
    queryKey: keys.overview(range),
    queryFn: ({ signal }) => call('getOverview', { query: { range } }, signal),
    placeholderData: keepPreviousData,
    ...(range === 'year' && { staleTime: 0 }),
  });

export const webhooksQuery = queryOptions({
  queryKey: keys.webhooks,
  queryFn: ({ signal }) => call('listWebhooks', {}, signal),
});
export const useWebhooks = () => useQuery(webhooksQuery);

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: keys.webhook(id),
    queryFn: ({ signal }) => call('getWebhook', { params: { id } }, signal),
  });
export const useWebhook = (id: string) => useQuery(webhookQuery(id));

export const useListening = (id: string) =>
  useQuery({
    queryKey: keys.listening(id),
    queryFn: ({ signal }) => call('getListening', { params: { id } }, signal),
  });

export const sampleQuery = (id: string) =>
  queryOptions({ queryKey: keys.sample(id), queryFn: ({ signal }) => call('getSample', { params: { id } }, signal) });
export const useSample = (id: string) => useQuery(sampleQuery(id));

/** The log, newest first, page by page. Live entries are put into the first page by live.ts. */
export const useDeliveries = (filter: DeliveryFilter) =>
  useInfiniteQuery({
    queryKey: keys.deliveries(filter),
    queryFn: ({ pageParam, signal }) =>
      call('listDeliveries', { query: { ...filter, limit: PAGE_SIZE, before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useLogViews = () =>
  useQuery({ queryKey: keys.logViews, queryFn: ({ signal }) => call('listLogViews', {}, signal) });

/** How far the search of the log by text got. */
export const useSearchState = () =>
  useQuery({ queryKey: keys.searchState, queryFn: ({ signal }) => call('getSearchState', {}, signal) });

/** Private values come only where they are asked for, and are forgotten with the screen that showed them (LG3). */
const shownNow = { gcTime: 0 };

export const deliveryQuery = (id: string, { isPrivateShown = false } = {}) =>
  queryOptions({
    queryKey: isPrivateShown ? keys.privateOfDelivery(id) : keys.delivery(id),
    queryFn: ({ signal }) => call('getDelivery', { params: { id }, query: wishOf(isPrivateShown) }, signal),
    ...(isPrivateShown && shownNow),
  });
export const useDelivery = (id: string, { enabled = true, isPrivateShown = false } = {}) => {
  const cache = useQueryClient();
  return useQuery({
    ...deliveryQuery(id, { isPrivateShown }),
    enabled,
    placeholderData: () => cache.getQueryData(deliveryQuery(id).queryKey),
  });
};

/** What a replay of this request would do today, beside what its first run did. */
export const useReplayComparison = (id: string, { enabled }: { enabled: boolean }) =>
  useQuery({
    queryKey: keys.replay(id),
    queryFn: async ({ signal }) => {
      const answer = await call('replayDelivery', { params: { id }, body: { dryRun: true } }, signal);
      if (!answer.dryRun) throw new Error('This was to be a dry run.');
      return answer.comparison;
    },
    enabled,
  });

/** The same for several, each by itself. */
export const useReplayOverview = (wish: ReplayWish) =>
  useQuery({
    queryKey: keys.replaySeveral(wish),
    queryFn: async ({ signal }) => {
      const answer = await call('replayDeliveries', { body: { dryRun: true, ...wish } }, signal);
      if (!answer.dryRun) throw new Error('This was to be a dry run.');
      return answer;
    },
  });

/** The items of a request that was worked on item by item, in their order, page by page. */
export const useDeliveryItems = (id: string, outcome: Outcome | null, isPrivateShown: boolean) =>
  useInfiniteQuery({
    queryKey: keys.deliveryItems(id, outcome, isPrivateShown),
    queryFn: ({ pageParam, signal }) => {
      const place = { limit: PAGE_SIZE, ...(pageParam && { after: Number(pageParam) }), ...(outcome && { outcome }) };
      const query = { ...place, ...wishOf(isPrivateShown) };
      return call('listDeliveryItems', { params: { id }, query }, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useContacts = (q: string, segment: string | null = null) =>
  useInfiniteQuery({
    queryKey: keys.contacts(q, segment),
    queryFn: ({ pageParam, signal }) =>
      call(
        'listContacts',
        { query: { q, limit: PAGE_SIZE, before: pageParam, ...(segment !== null && { segment }) } },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

const contactQuery = (userNs: string, isPrivateShown: boolean) =>
  queryOptions({
    queryKey: isPrivateShown ? keys.privateOfContact(userNs) : keys.contact(userNs),
    queryFn: ({ signal }) => call('getContact', { params: { userNs }, query: wishOf(isPrivateShown) }, signal),
    ...(isPrivateShown && shownNow),
  });
export const useContact = (userNs: string, { enabled = true, isPrivateShown = false } = {}) => {
  const cache = useQueryClient();
  return useQuery({
    ...contactQuery(userNs, isPrivateShown),
    enabled,
    placeholderData: () => cache.getQueryData(contactQuery(userNs, false).queryKey),
  });
};

export const useContactHistory = (
  userNs: string,
  { enabled, isPrivateShown }: { enabled: boolean; isPrivateShown: boolean },
) =>
  useQuery({
    enabled,
    queryKey: keys.historyOfContact(userNs, isPrivateShown),
    queryFn: ({ signal }) => call('getContactHistory', { params: { userNs }, query: wishOf(isPrivateShown) }, signal),
    ...(isPrivateShown && shownNow),
  });

/** What happened with somebody, newest first. */
export const useTimeline = (
  userNs: string,
  { enabled, only, isPrivateShown }: { enabled: boolean; only: TimelineKind | undefined; isPrivateShown: boolean },
) =>
  useInfiniteQuery({
    enabled,
    queryKey: keys.timeline(userNs, only ?? null, isPrivateShown),
    queryFn: ({ pageParam, signal }) =>
      call(
        'getContactTimeline',
        { params: { userNs }, query: { only, limit: SHORT_PAGE, before: pageParam, ...wishOf(isPrivateShown) } },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...(isPrivateShown && shownNow),
  });

/** The tags that there are, to choose from. */
export const useTags = () => useQuery({ queryKey: keys.tags, queryFn: ({ signal }) => call('listTags', {}, signal) });

/** Imports that can be undone, or were. */
export const usePastImports = () =>
  useQuery({
    queryKey: keys.pastImports,
    queryFn: ({ signal }) => call('listPastImports', {}, signal),
    refetchInterval: ({ state }) => (state.data?.some(({ undo }) => undo?.state === 'running') ? 300 : false),
  });

/** How many conflicts wait for a decision, counted up to 100. */
export const useOpenConflicts = () =>
  useQuery({
    queryKey: keys.openConflicts,
    queryFn: async ({ signal }) => (await call('listConflicts', { query: { status: 'open', limit: 1 } }, signal)).open,
  });

export const useConflicts = (status: 'open' | 'decided') =>
  useInfiniteQuery({
    queryKey: keys.conflicts(status),
    queryFn: ({ pageParam, signal }) =>
      call('listConflicts', { query: { status, limit: PAGE_SIZE, before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useConflict = (id: string) =>
  useQuery({
    queryKey: keys.conflict(id),
    queryFn: ({ signal }) => call('getConflict', { params: { id } }, signal),
  });

export const useConflictRules = () =>
  useInfiniteQuery({
    queryKey: keys.conflictRules,
    queryFn: ({ pageParam, signal }) =>
      call('listConflictRules', { query: { limit: PAGE_SIZE, before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** What merging would give. Asked for anew each time: any change of either contact is another answer. */
export const useMergePreview = (keep: string, from: string, take: MergeTake) =>
  useQuery({
    queryKey: keys.mergePreview(keep, from, take),
    queryFn: async ({ signal }) =>
      (await call('mergeContacts', { body: { keep, from, take, dryRun: true } }, signal)).preview,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

/** What erasing somebody would do, as of now. It is looked up each time it is asked for, and not kept. */
export const useErasurePlan = (userNs: string, backups: BackupChoice, { enabled = true } = {}) =>
  useQuery({
    queryKey: keys.erasure(userNs, backups),
    queryFn: ({ signal }) => call('eraseContact', { params: { userNs }, body: { dryRun: true, backups } }, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    enabled,
  });

/** The file of one webhook, or of all of them (null), made anew whenever it is looked at. */
export const useWebhookFile = (id: string | null, wish: WebhookFileWish) =>
  useQuery({
    queryKey: keys.webhookFile(id, wish),
    queryFn: ({ signal }) =>
      id === null
        ? call('exportWebhooks', { query: wish }, signal)
        : call('exportWebhook', { params: { id }, query: wish }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });

export const useFields = () =>
  useQuery({ queryKey: keys.fields, queryFn: ({ signal }) => call('listFields', {}, signal) });

export const useFlows = () =>
  useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => call('listFlows', {}, signal) });

/** How many people stand still in a flow until the owner decides. */
export const useHeldPeople = () =>
  useQuery({
    queryKey: keys.heldRuns,
    queryFn: ({ signal }) => call('listRuns', { query: { state: 'held', limit: 1 } }, signal),
    select: ({ held }) => held,
  });

export const flowQuery = (key: string) =>
  queryOptions({ queryKey: keys.flow(key), queryFn: ({ signal }) => call('getFlow', { params: { key } }, signal) });
export const useFlow = (key: string, { enabled = true } = {}) => useQuery({ ...flowQuery(key), enabled });

/** Contacts on their way through flows, latest start first. */
export const useRuns = (filter: RunFilter) =>
  useInfiniteQuery({
    queryKey: keys.runLists(filter),
    queryFn: ({ pageParam, signal }) =>
      call('listRuns', { query: { ...filter, limit: SHORT_PAGE, before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** One way through a flow as it stands, beginning with what is known of it. */
export const useRun = (run: Run) =>
  useQuery({
    queryKey: keys.run(run.id),
    queryFn: ({ signal }) => call('getRun', { params: { id: run.id } }, signal),
    initialData: run,
    initialDataUpdatedAt: 0,
  });

/** The Outbox, newest first, page by page. */
export const useMessages = (filter: MessageFilter) =>
  useInfiniteQuery({
    queryKey: keys.messageLists(filter),
    queryFn: ({ pageParam, signal }) =>
      call('listMessages', { query: { ...filter, limit: SHORT_PAGE, before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useMessage = (id: string, { isPrivateShown = false } = {}) =>
  useQuery({
    queryKey: isPrivateShown ? keys.privateOfMessage(id) : keys.message(id),
    queryFn: ({ signal }) => call('getMessage', { params: { id }, query: wishOf(isPrivateShown) }, signal),
    ...(isPrivateShown && shownNow),
  });

/** Those that have been read so far, in the order of their ids. */
export const useMessagesById = (ids: readonly string[]) =>
  useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.message(id),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('getMessage', { params: { id }, query: {} }, signal),
    })),
    combine: (found) => found.flatMap(({ data }) => data ?? []),
  });

/** A message that is kept back as it would go out now; it changes with its contact, so it is never taken from memory. */
export const useMessagePreview = (id: string, { isPrivateShown = false } = {}) =>
  useQuery({
    queryKey: keys.messagePreview(id, isPrivateShown),
    queryFn: ({ signal }) => call('previewMessage', { params: { id }, query: wishOf(isPrivateShown) }, signal),
    ...shownNow,
  });

/** How many messages can be decided together, by channel and reason. */
export const useGroupCounts = () =>
  useQuery({ queryKey: keys.groupCounts, queryFn: ({ signal }) => call('countMessageGroups', {}, signal) });

/** How many messages wait for a decision of the owner. */
export const useAttention = () =>
  useQuery({
    queryKey: keys.attention,
    queryFn: ({ signal }) => call('listMessages', { query: { limit: 1 } }, signal),
    select: ({ attention }) => attention,
  });

/** How many messages wait for their time and then go out by themselves, and when the first does. */
export const useLater = () =>
  useQuery({
    queryKey: keys.attention,
    queryFn: ({ signal }) => call('listMessages', { query: { limit: 1 } }, signal),
    select: ({ later }) => later,
  });

/** Counts and cost of today’s messages. */
export const useMessagesToday = () =>
  useQuery({ queryKey: keys.messagesToday, queryFn: ({ signal }) => call('getMessagesToday', {}, signal) });

/** Who wants no messages; of one contact, or (null) of everybody. */
export const useOptOuts = (contact: string | null) =>
  useInfiniteQuery({
    queryKey: keys.optOutList(contact),
    queryFn: ({ pageParam, signal }) =>
      call('listOptOuts', { query: { ...(contact && { contact }), limit: PAGE_SIZE, before: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useChannels = () =>
  useQuery({ queryKey: keys.channels, queryFn: ({ signal }) => call('listChannels', {}, signal) });

/** Asked so often whether a test has arrived, and for so long after it; ms. */
const FOLLOW_EVERY = 3000;
const FOLLOW_FOR = 180_000;

/** What became of a test that its provider has taken, asked for until that is known; `sentAt` is null where nothing is to be asked. */
export function useChannelTestOutcome(channel: MessageChannel, sentAt: string | null) {
  const isFollowed = () => sentAt !== null && Date.now() - Date.parse(sentAt) < FOLLOW_FOR;
  const outcome = useQuery({
    queryKey: keys.channelTest(channel, sentAt),
    queryFn: ({ signal }) => call('followChannelTest', { params: { channel } }, signal),
    enabled: sentAt !== null,
    refetchInterval: () => isFollowed() && FOLLOW_EVERY,
    gcTime: 0,
  });
  return {
    sentence: outcome.data?.sentence ?? null,
    isFollowed: outcome.isFetching || isFollowed(),
    askAgain: outcome.refetch,
  };
}

export const useSettings = () =>
  useQuery({ queryKey: keys.settings, queryFn: ({ signal }) => call('getSettings', {}, signal) });

/** What other limits would delete. Asked for anew each time: what is kept changes by itself. */
export const useRetentionPreview = (retention: Settings['retention'], { enabled }: { enabled: boolean }) =>
  useQuery({
    queryKey: keys.retentionPreview(retention),
    queryFn: ({ signal }) => call('previewRetention', { body: retention }, signal),
    enabled,
    staleTime: 0,
    gcTime: 0,
  });

export const useSegments = () =>
  useQuery({ queryKey: keys.segments, queryFn: ({ signal }) => call('listSegments', {}, signal) });

export const useOutages = () =>
  useQuery({ queryKey: keys.outages, queryFn: ({ signal }) => call('listOutages', {}, signal) });

/** Whose senders must be told that the public address changed, and whose were. */
export const useAddressChanges = () =>
  useQuery({ queryKey: keys.addressChanges, queryFn: ({ signal }) => call('listAddressChanges', {}, signal) });

export const useTunnelTokens = () =>
  useQuery({ queryKey: keys.tunnelTokens, queryFn: ({ signal }) => call('getTunnelTokens', {}, signal) });

export const useBackups = () =>
  useQuery({ queryKey: keys.backups, queryFn: ({ signal }) => call('listBackups', {}, signal) });

/** As it is when it is opened: what is shown is what is saved. */
export const useSupportBundle = () =>
  useQuery({
    queryKey: keys.supportBundle,
    queryFn: ({ signal }) => call('getSupportBundle', {}, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

function wishOf(isPrivateShown: boolean): { private: 'hidden' | 'shown' } {
  return { private: isPrivateShown ? 'shown' : 'hidden' };
}
