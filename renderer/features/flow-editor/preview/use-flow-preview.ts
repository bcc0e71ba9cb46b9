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

/** The dry run of a draft flow, asked for again whenever the draft, the source, a contact or a channel changes. A newer question aborts the one under way. */
export function useFlowPreview(key: string, config: FlowConfig, source: PreviewSource | null): FlowPreviewState {
  const wanted = useMemo(() => ({ config, source }), [config, source]);
  const [asked] = useDebouncedValue(wanted, PAUSE, { leading: true });
  const query = useQuery({
    queryKey: keys.flowPreview(key, asked),
    queryFn: ({ signal }) => {
      if (asked.source === null) throw new Error('There is nobody to try it on.');
      return call('previewFlow', { params: { key }, body: { config: asked.config, source: asked.source } }, signal);
    },
    enabled: asked.source !== null,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const isIdle = source === null;
  return {
    preview: isIdle || query.error ? null : (query.data ?? null),
    isUpdating: !isIdle && (query.isFetching || asked !== wanted),
    error: isIdle ? null : query.error,
  };
}
