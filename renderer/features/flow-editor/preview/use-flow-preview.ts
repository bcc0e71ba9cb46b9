import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { FlowPreview } from '#shared/contract/flow-preview.ts';
import type { PreviewSource } from './preview-source.ts';

export interface FlowPreviewState {
  /** The last answer; null while there is none. While `isUpdating` it may lag behind the draft by a moment. */
  preview: FlowPreview | null;
  isUpdating: boolean;
  error: Error | null;
}

/** Typing does not ask the engine for every letter, ms. */
const PAUSE = 150;

/** The dry run of a draft flow, asked for again whenever the draft, the source, a contact or a channel changes. Without a source it only says what is wrong with the draft. A newer question aborts the one under way. */
export function useFlowPreview(key: string, config: FlowConfig, source: PreviewSource | null): FlowPreviewState {
  const wanted = useMemo(() => ({ config, source }), [config, source]);
  const [asked] = useDebouncedValue(wanted, PAUSE, { leading: true });
  const query = useQuery({
    queryKey: keys.flowPreview(key, asked),
    queryFn: ({ signal }) => call('previewFlow', { params: { key }, body: asked }, signal),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return {
    preview: query.error ? null : (query.data ?? null),
    isUpdating: query.isFetching || asked !== wanted,
    error: query.error,
  };
}
