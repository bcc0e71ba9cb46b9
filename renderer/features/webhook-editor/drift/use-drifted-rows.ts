import { useQuery } from '@tanstack/react-query';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import type { DriftedRow } from '#shared/contract/drift.ts';
import { useEditor } from '../editor-context.tsx';
import { pathOf } from '../targets.ts';

/** The drifted rows of the saved webhook: those that the draft has as they are saved, and those that it has changed. */
export function useDriftedRows(): { open: DriftedRow[]; mended: DriftedRow[] } {
  const { webhook, draft } = useEditor();
  const { id } = webhook;
  const { data } = useQuery({
    queryKey: keys.driftedRows(id),
    queryFn: ({ signal }) => call('listDriftedRows', { params: { id } }, signal),
  });
  const { open = [], mended = [] } = Object.groupBy(data ?? [], ({ about, path }) =>
    pathOf(draft.config, about) === path ? 'open' : 'mended',
  );
  return { open, mended };
}
