import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { becomeVisible, startVisit } from '#renderer/door/visible-page.ts';

class FakeDocument extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';

  show(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page = new FakeDocument();

beforeEach(() => {
  page = new FakeDocument();
  vi.stubGlobal('document', page);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a page that nobody looks at', () => {
  it('gives its connection back after a while, not at once', () => {
    const visit = startVisit(30_000);
    page.show('hidden');
    vi.advanceTimersByTime(29_999);
    expect(visit.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(visit.signal.aborted).toBe(true);
  });

  it('keeps it when somebody comes back in time', () => {
    const visit = startVisit(30_000);
    page.show('hidden');
    vi.advanceTimersByTime(20_000);
    page.show('visible');
    vi.advanceTimersByTime(60_000);
    expect(visit.signal.aborted).toBe(false);
    visit.end();
    page.show('hidden');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is waited for until somebody looks, or everything stops', async () => {
    page.show('hidden');
    const stopped = new AbortController();
    const order: string[] = [];
    const seen = becomeVisible(new AbortController().signal).then(() => order.push('seen'));
    const ended = becomeVisible(stopped.signal).then(() => order.push('stopped'));
    stopped.abort();
    await ended;
    page.show('visible');
    await seen;
    expect(order).toEqual(['stopped', 'seen']);
  });
});
