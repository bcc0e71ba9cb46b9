import { useQuery } from '@tanstack/react-query';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import type { DriftedRow } from '#shared/contract/drift.ts';
import { useEditor } from '../editor-context.tsx';
import { pathOf, type Target } from '../targets.ts';

/** A drifted row of the editor. */
export type DriftedTarget = DriftedRow & { about: Target };
/** A drifted place of the request that the flow reads itself. */
export type DriftedPlace = DriftedRow & { about: { kind: 'place' } };

export interface DriftedRows {
  /** Rows that the draft has as they are saved. */
  open: DriftedTarget[];
  /** Those that it has changed. */
  mended: DriftedTarget[];
  /** As long as the draft starts the flow that reads them. */
  places: DriftedPlace[];
}

/** What has drifted of the saved webhook. */
export function useDriftedRows(): DriftedRows {
  const { webhook, draft } = useEditor();
  const { id } = webhook;
  const { data = [] } = useQuery({
    queryKey: keys.driftedRows(id),
    queryFn: ({ signal }) => call('listDriftedRows', { params: { id } }, signal),
  });
  const { open = [], mended = [] } = Object.groupBy(data.filter(isRow), ({ about, path }) =>
    pathOf(draft.config, about) === path ? 'open' : 'mended',
  );
  return { open, mended, places: data.filter(isPlace).filter(({ about }) => about.flow === draft.config.flow) };
}

function isRow(row: DriftedRow): row is DriftedTarget {
  return row.about.kind !== 'place';
}

function isPlace(row: DriftedRow): row is DriftedPlace {
  return row.about.kind === 'place';
}
