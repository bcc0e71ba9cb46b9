import { useLayoutEffect, useRef, useState } from 'react';
import type { DeliveryFilter } from '#renderer/door/keys.ts';
import { logPlace } from './log-place.ts';

/** Px from the top within which the list counts as being at its top. */
const AT_TOP = 60;

/**
 * Follows how far down the owner reads: `anchor` is the entry that was newest when the top was left, null at the top. Remembers the
 * place for coming back from an entry.
 */
export function useReadingPlace(newestId: string | null, address: string, filter: DeliveryFilter) {
  const [anchor, setAnchor] = useState<string | null>(null);
  const newest = useRef(newestId);
  newest.current = newestId;
  const canReturn = newestId !== null;

  useLayoutEffect(() => {
    const page = document.getElementById('main');
    if (page && canReturn && logPlace.isReturning && logPlace.address === address) page.scrollTop = logPlace.scrollTop;
    if (canReturn) logPlace.isReturning = false;
  }, [canReturn, address]);

  // A layout effect, because it ends before the next page moves the shared scrolling element.
  useLayoutEffect(() => {
    const page = document.getElementById('main');
    if (!page) return;
    logPlace.address = address;
    logPlace.filter = filter;
    const follow = () => {
      logPlace.scrollTop = page.scrollTop;
      setAnchor((held) => (page.scrollTop <= AT_TOP ? null : (held ?? newest.current)));
    };
    follow();
    page.addEventListener('scroll', follow, { passive: true });
    return () => page.removeEventListener('scroll', follow);
  }, [address, filter]);

  return {
    anchor,
    toTop: () => {
      document.getElementById('main')?.scrollTo({ top: 0 });
      // The button that was pressed goes.
      document.querySelector('h1')?.focus({ preventScroll: true });
    },
  };
}
