import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';

/** The address of a page with what is to be opened there at once. */
export const wishAddress = (page: string, wish: string): string => `${page}?do=${wish}`;

/** Opens what somebody was sent to this page for, once: the address forgets it. */
export function useWish(wish: string, open: () => void): void {
  const [page, navigate] = useLocation();
  const isAsked = new URLSearchParams(useSearch()).get('do') === wish;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is asked for.
  useEffect(() => {
    if (!isAsked) return;
    navigate(page, { replace: true });
    open();
  }, [isAsked]);
}
