import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { KeptTest } from '#shared/contract/webhook-test.ts';
import { useEditor } from '../editor-context.tsx';

/** A pause in typing, ms. */
const PAUSE = 400;
/** It asks nobody for a signature; one that is half set up must not stop it. */
const UNSIGNED = { scheme: 'none' } as const;

function testsOf(webhookId: string, config: WebhookConfig) {
  return queryOptions({
    queryKey: keys.testRun(webhookId, config),
    queryFn: ({ signal }) =>
      call('runTests', { params: { id: webhookId }, body: { config: { ...config, verify: UNSIGNED } } }, signal),
    gcTime: 30_000,
  });
}

/** The tests of the webhook, run with the draft. */
export function useTests() {
  const { webhook, draft } = useEditor();
  const [asked] = useDebouncedValue(draft.config, PAUSE, { leading: true });
  const { data, error, isFetching } = useQuery({ ...testsOf(webhook.id, asked), placeholderData: keepPreviousData });
  return { tests: data ?? null, error, isUpdating: isFetching || asked !== draft.config };
}

/** Those that exactly this draft fails. */
export async function failingTests(cache: QueryClient, webhookId: string, config: WebhookConfig): Promise<KeptTest[]> {
  return (await cache.fetchQuery(testsOf(webhookId, config))).filter(({ result }) => !result.passes);
}
