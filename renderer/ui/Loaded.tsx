import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DoorError } from '#renderer/door/client.ts';
import { ErrorState } from './ErrorState.tsx';
import { RowsSkeleton } from './RowsSkeleton.tsx';

/**
 * What a query answered, or the state it is in. What was there before an error stays on screen, and the top bar tells of the error; only
 * what has been deleted goes.
 */
export function Loaded<Data>({
  query,
  skeleton = <RowsSkeleton />,
  children,
}: {
  query: Pick<UseQueryResult<Data, Error>, 'data' | 'error' | 'refetch'>;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const isGone = query.error instanceof DoorError && query.error.code === 'NOT_FOUND';
  if (query.data !== undefined && !isGone) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
