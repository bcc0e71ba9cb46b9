import { useEffect, useRef } from 'react';

/**
 * What a dialog is about: the last one, so that it keeps its words while it closes; null before the first. `reset` takes back what an earlier
 * one failed with.
 */
export function useSubject<Subject>(subject: Subject | null, reset: () => void): Subject | null {
  const last = useRef(subject);
  if (subject !== null) last.current = subject;
  useEffect(() => {
    if (subject !== null) reset();
  }, [subject, reset]);
  return last.current;
}
