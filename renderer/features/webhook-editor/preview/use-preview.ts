import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import type { FieldType } from '#shared/contract/field.ts';
import type { Preview } from '#shared/contract/preview.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { ShownSample } from '../draft/sample-draft.ts';

/** A field that the draft would fill and that does not exist yet. */
export interface NewField {
  key: string;
  name: string;
  type: FieldType;
}

export interface PreviewState {
  /** The last answer; null while there is none. While `isUpdating` it may lag behind the draft by a moment. */
  preview: Preview | null;
  isUpdating: boolean;
  error: Error | null;
}

/** The receipt that speaks of the values in the rows of the map: that of the request, or of one of its items. */
export function receiptOfRow(preview: Preview | null, item: number): Receipt | null {
  if (preview === null || preview.items === null) return preview?.receipt ?? null;
  const { receipts } = preview.items;
  return (receipts[item] ?? receipts[0])?.receipt ?? null;
}

/** Typing does not ask the engine for every letter, ms; short enough for the receipt to follow within 100 ms. */
const PAUSE = 40;
const NO_FIELDS: readonly NewField[] = [];
/** A dry run asks nobody for a signature; one that is half set up must not stop it. */
const UNSIGNED = { scheme: 'none' } as const;

/**
 * The dry run of a draft on the shown sample, asked for again whenever one of them changes. A newer question aborts the one under way;
 * the answer before stays until the new one is there. No sample, or a null draft: nothing is asked.
 */
export function usePreview(
  webhookId: string,
  sample: ShownSample | null,
  config: WebhookConfig | null,
  newFields: readonly NewField[] = NO_FIELDS,
): PreviewState {
  const wanted = useMemo(() => ({ config, newFields }), [config, newFields]);
  const [asked] = useDebouncedValue(wanted, PAUSE, { leading: true });
  const query = useQuery({
    queryKey: keys.preview(webhookId, sample?.revision ?? 0, asked),
    queryFn: ({ signal }) => {
      if (sample === null || asked.config === null) throw new Error('There is nothing to preview.');
      const source = { text: sample.text, contentType: 'application/json' };
      const config = { ...asked.config, verify: UNSIGNED };
      const body = { config, source, newFields: [...asked.newFields], withText: false };
      return call('preview', { params: { id: webhookId }, body }, signal);
    },
    enabled: sample !== null && asked.config !== null,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const isIdle = sample === null || config === null;
  return {
    preview: isIdle ? null : (query.data ?? null),
    isUpdating: !isIdle && (query.isFetching || asked !== wanted),
    error: isIdle ? null : query.error,
  };
}
