/** Resolves when somebody looks at the page, at once if so already, and when `signal` aborts. */
export function becomeVisible(signal: AbortSignal): Promise<void> {
  const isDone = () => document.visibilityState === 'visible' || signal.aborted;
  if (isDone()) return Promise.resolve();
  return new Promise((resolve) => {
    const check = () => {
      if (!isDone()) return;
      document.removeEventListener('visibilitychange', check);
      signal.removeEventListener('abort', check);
      resolve();
    };
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check);
  });
}

export interface Visit {
  /** Aborts when the page has been hidden for a while. */
  signal: AbortSignal;
  end(): void;
}

/** The time during which somebody looks at the page: it is over once the page has been hidden for `graceMs`. */
export function startVisit(graceMs: number): Visit {
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') timer = setTimeout(() => over.abort(), graceMs);
  };
  document.addEventListener('visibilitychange', watch);
  return {
    signal: over.signal,
    end() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', watch);
    },
  };
}
