import { Button, type ButtonProps } from '@mantine/core';

/** The way to the next page of a list; nothing where that was the last one. */
export function ShowOlder({
  query: { hasNextPage, isFetchingNextPage, fetchNextPage },
  ...look
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
} & Pick<ButtonProps, 'size' | 'mt'>) {
  if (!hasNextPage) return null;
  return (
    <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()} {...look}>
      Show older
    </Button>
  );
}
