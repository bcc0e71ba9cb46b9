import type { InfiniteData } from '@tanstack/react-query';
import type { Page } from '#shared/contract/common.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { DeliveryFilter } from './keys.ts';

export type DeliveryPages = InfiniteData<Page<Delivery>, string | undefined>;

/** Whether the log shows this request under a filter; the same answer as the engine would give, words apart. */
export function isShown(delivery: Delivery, filter: DeliveryFilter): boolean {
  return (
    (filter.webhookId === undefined || delivery.webhookId === filter.webhookId) &&
    (filter.outcome === undefined || (delivery.outcome ?? 'pending') === filter.outcome) &&
    (filter.contact === undefined || delivery.contact?.userNs === filter.contact) &&
    (filter.since === undefined || delivery.receivedAt >= filter.since) &&
    (filter.until === undefined || delivery.receivedAt < filter.until)
  );
}

/**
 * A loaded log with one request brought up to date: changed in place, put where its time belongs, or taken out where the filter no
 * longer shows it. A request older than everything loaded is left for the page that will bring it.
 */
export function withDelivery(pages: DeliveryPages, delivery: Delivery, filter: DeliveryFilter): DeliveryPages {
  // To whom a request of many people belongs is not said here: the list is asked for again.
  if (filter.contact !== undefined && delivery.items !== null) return pages;
  const shown = isShown(delivery, filter);
  if (pages.pages.some((page) => page.items.some(({ id }) => id === delivery.id))) {
    return mapItems(pages, (items) =>
      shown
        ? items.map((known) => (known.id === delivery.id ? delivery : known))
        : items.filter((known) => known.id !== delivery.id),
    );
  }
  // Whether the words are in it only the engine knows; it tells when it has looked.
  return shown && filter.text === undefined ? inserted(pages, delivery) : pages;
}

function inserted(pages: DeliveryPages, delivery: Delivery): DeliveryPages {
  const isBefore = (known: Delivery) => known.receivedAt <= delivery.receivedAt;
  const found = pages.pages.findIndex((page) => page.items.some(isBefore));
  const isComplete = pages.pages.at(-1)?.nextCursor === null;
  if (found === -1 && !isComplete) return pages;
  const target = found === -1 ? pages.pages.length - 1 : found;
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      if (index !== target) return page;
      const at = page.items.findIndex(isBefore);
      return { ...page, items: page.items.toSpliced(at === -1 ? page.items.length : at, 0, delivery) };
    }),
  };
}

function mapItems(pages: DeliveryPages, change: (items: Delivery[]) => Delivery[]): DeliveryPages {
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: change(page.items) })) };
}
