import { useCallback, useEffect, useRef } from 'react';

/** `act`, but while something is under way it waits for the end of that: who asks to save while a save runs has changed something since. */
export function useOnceFree(isBusy: boolean, act: () => Promise<void>): () => Promise<void> {
  const isWished = useRef(false);
  useEffect(() => {
    if (isBusy || !isWished.current) return;
    isWished.current = false;
    void act();
  }, [isBusy, act]);
  return useCallback(async () => {
    if (isBusy) isWished.current = true;
    else await act();
  }, [isBusy, act]);
}
