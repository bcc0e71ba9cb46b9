import { useEffect } from 'react';
import { logPlace } from './log-place.ts';

/** The list takes up its old place when one comes back from an entry. */
export function useReturnToPlace(): void {
  useEffect(() => {
    logPlace.isReturning = true;
  }, []);
}
