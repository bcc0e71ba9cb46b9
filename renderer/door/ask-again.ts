import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';

/**
 * Asks again for what is on screen, and for the rest when it is looked at. A first answer that is still under way may be from before what has
 * happened, and would be taken for the news: it is asked for again once it is there.
 */
export function askAgain(cache: QueryClient, filters: InvalidateQueryFilters = {}): void {
  const underWay = cache.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  for (const query of underWay.filter(({ state }) => state.data === undefined)) {
    const again = () => void cache.invalidateQueries({ queryKey: query.queryKey, exact: true });
    query.fetch().then(again, again);
  }
  void cache.invalidateQueries(filters);
}
