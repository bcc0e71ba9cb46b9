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

const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  vi.stubGlobal('requestIdleCallback', (task: () => void) => setImmediate(task));
  return () => vi.unstubAllGlobals();
});

it('no page is fetched ahead while an answer of the engine is waited for', async () => {
  const cache = new QueryClient();
  const answers: ((value: string) => void)[] = [];
  const first = cache.fetchQuery({
    queryKey: ['webhooks'],
    queryFn: () => new Promise<string>((it) => answers.push(it)),
  });
  const { all, asked } = pages(1);
  fetchAhead(cache, all);
  await settled();
  await settled();
  expect(asked).toEqual([]);
  answers[0]!('none');
  await first;
  await vi.waitFor(() => expect(asked).toHaveLength(1));
});

it('pages are fetched one after the other, also after one that could not be', async () => {
  const { all, asked } = pages(3);
  fetchAhead(new QueryClient(), all);
  await vi.waitFor(() => expect(asked.map(({ page }) => page)).toEqual([0]));
  asked[0]!.fail();
  await vi.waitFor(() => expect(asked.map(({ page }) => page)).toEqual([0, 1]));
  asked[1]!.arrive();
  await vi.waitFor(() => expect(asked.map(({ page }) => page)).toEqual([0, 1, 2]));
});

it('nothing more is fetched once it was ended', async () => {
  const { all, asked } = pages(2);
  const end = fetchAhead(new QueryClient(), all);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  end();
  asked[0]!.arrive();
  await settled();
  await settled();
  await settled();
  expect(asked).toHaveLength(1);
});
