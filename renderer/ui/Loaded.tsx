import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { EmptyState } from './EmptyState.tsx';
import { ErrorState } from './ErrorState.tsx';
import { RowsSkeleton } from './RowsSkeleton.tsx';
import { isGone, shownData } from './shown-data.ts';

/**
 * What a query answered, or the state it is in. What was there before an error stays on screen, and the top bar tells of the error; only
 * what has been deleted goes, and then there is no use in trying again: `way` leads to where the others are.
 */
export function Loaded<Data>({
  query,
  skeleton = <RowsSkeleton />,
  way,
  children,
}: {
  query: Pick<UseQueryResult<Data, Error>, 'data' | 'error' | 'refetch'>;
  skeleton?: ReactNode;
  way?: { href: string; label: string };
  children: (data: Data) => ReactNode;
}) {
  const data = shownData(query);
  if (data !== undefined) return children(data);
  if (query.error && way && isGone(query)) return <Gone title={query.error.message} way={way} />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}

function Gone({ title, way }: { title: string; way: { href: string; label: string } }) {
  return (
    <div role="status">
      <EmptyState
        icon={<IconTrash aria-hidden />}
        title={title}
        text="It may have been deleted."
        action={
          <Button component={Link} href={way.href} variant="default">
            {way.label}
          </Button>
        }
      />
    </div>
  );
}
