import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, it, vi } from 'vitest';
import { fetchAhead } from '#renderer/app/fetch-ahead.ts';

/** Pages that are fetched when the test says so, in the order in which they were asked for. */
function pages(count: number) {
  const asked: { page: number; arrive: () => void; fail: () => void }[] = [];
  const all = Array.from({ length: count }, (_, page) => () => {
    return new Promise<void>((resolve, reject) => {
      asked.push({ page, arrive: resolve, fail: () => reject(new Error('not there')) });
    });
  });
  return { all, asked };
}

/** Lets so much time go by, and everything happen that waits for no time. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestIdleCallback', (task: () => void) => setTimeout(task, 1));
  return () => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

it('no page is fetched ahead while an answer of the engine is waited for, nor in the second after it', async () => {
  const cache = new QueryClient();
  const answers: ((value: string) => void)[] = [];
  const first = cache.fetchQuery({
    queryKey: ['webhooks'],
    queryFn: () => new Promise<string>((it) => answers.push(it)),
  });
  const { all, asked } = pages(1);
  fetchAhead(cache, all);
  await pass(60_000);
  expect(asked).toEqual([]);
  answers[0]!('none');
  await first;
  await pass(999);
  expect(asked).toEqual([]);
  await pass(10);
  expect(asked).toHaveLength(1);
});

it('pages are fetched one after the other, also after one that could not be', async () => {
  const { all, asked } = pages(3);
  fetchAhead(new QueryClient(), all);
  await pass(5000);
  expect(asked.map(({ page }) => page)).toEqual([0]);
  asked[0]!.fail();
  await pass(10);
  expect(asked.map(({ page }) => page)).toEqual([0, 1]);
  asked[1]!.arrive();
  await pass(10);
  expect(asked.map(({ page }) => page)).toEqual([0, 1, 2]);
});

it('nothing more is fetched once it was ended', async () => {
  const { all, asked } = pages(2);
  const end = fetchAhead(new QueryClient(), all);
  await pass(5000);
  expect(asked).toHaveLength(1);
  end();
  asked[0]!.arrive();
  await pass(5000);
  expect(asked).toHaveLength(1);
});
