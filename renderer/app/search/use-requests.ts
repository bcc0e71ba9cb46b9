import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import type { Delivery } from '#shared/contract/delivery.ts';

/** The newest ones; the log itself has them all. */
const SHOWN = 5;
/** A single letter is in almost every request. */
const LEAST_LETTERS = 2;
/** A pause in typing, ms. */
const PAUSE = 200;

/** Requests of the log in which the typed words stand, looked up by the engine. */
export function useRequests(typed: string): { requests: readonly Delivery[]; isLooking: boolean } {
  const wanted = typed.trim().length < LEAST_LETTERS ? '' : typed.trim().slice(0, 200);
  const [asked] = useDebouncedValue(wanted, PAUSE);
  const { data, isFetching } = useQuery({
    queryKey: keys.foundRequests(asked),
    queryFn: ({ signal }) => call('listDeliveries', { query: { text: asked, limit: SHOWN } }, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  if (wanted === '') return { requests: [], isLooking: false };
  return { requests: asked === '' ? [] : (data?.items ?? []), isLooking: isFetching || asked !== wanted };
}
