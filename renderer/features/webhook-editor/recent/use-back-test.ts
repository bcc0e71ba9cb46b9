import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import type { BackTest, BackTestRow } from '#shared/contract/back-test.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { useEditor } from '../editor-context.tsx';
import { type Target, targetId } from '../targets.ts';

export interface BackTestState {
  /** The last answer; while `isUpdating` it is about an earlier draft. */
  result: BackTest | null;
  isUpdating: boolean;
  error: Error | null;
}

/** It reads many requests, so it waits for a longer pause than the receipt, ms. */
const PAUSE = 600;
/** New requests arrive meanwhile; after this an answer is asked for again when it is wanted, ms. */
const FRESH = 10_000;
/** It asks nobody for a signature; one that is half set up must not stop it. */
const UNSIGNED = { scheme: 'none' } as const;

function backTestOf(webhookId: string, config: WebhookConfig, version: number) {
  return queryOptions({
    queryKey: keys.backTest(webhookId, version, config),
    queryFn: ({ signal }) =>
      call('backTest', { params: { id: webhookId }, body: { config: { ...config, verify: UNSIGNED } } }, signal),
    staleTime: FRESH,
    gcTime: 30_000,
  });
}

/** The draft on the newest real requests. A newer draft aborts the question under way; rows and step 5 ask together, once. */
export function useBackTest(): BackTestState {
  const { webhook, draft } = useEditor();
  const [asked] = useDebouncedValue(draft.config, PAUSE, { leading: true });
  const query = useQuery({ ...backTestOf(webhook.id, asked, webhook.version), placeholderData: keepPreviousData });
  return {
    result: query.data ?? null,
    isUpdating: query.isFetching || asked !== draft.config,
    error: query.error,
  };
}

/** What the requests say of exactly this draft. */
export function askBackTest(
  cache: QueryClient,
  { id, version }: { id: string; version: number },
  config: WebhookConfig,
): Promise<BackTest> {
  return cache.fetchQuery(backTestOf(id, config, version));
}

export function rowOf(result: BackTest, target: Target): BackTestRow | undefined {
  return result.rows.find(({ about }) => targetId(about) === targetId(target));
}
