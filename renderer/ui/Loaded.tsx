import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import { RowsSkeleton } from './RowsSkeleton.tsx';

/** What a query answered, or the state it is in. Data that was there before an error stays on screen; the top bar tells of the error. */
export function Loaded<Data>({
  query,
  skeleton = <RowsSkeleton />,
  children,
}: {
  query: Pick<UseQueryResult<Data, Error>, 'data' | 'error' | 'refetch'>;
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
