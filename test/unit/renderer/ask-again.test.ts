import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it, onTestFinished } from 'vitest';
import { applyEvents } from '#renderer/door/event-effects.ts';
import { keys } from '#renderer/door/keys.ts';

/** Asks for the settings; each question waits to be answered by hand, or to fail. */
function openSettings() {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const asked: PromiseWithResolvers<string>[] = [];
  const queryFn = () => {
    const question = Promise.withResolvers<string>();
    asked.push(question);
    return question.promise;
  };
  const observer = new QueryObserver<string>(cache, { queryKey: keys.settings, queryFn });
  const leave = observer.subscribe(() => undefined);
  onTestFinished(() => {
    leave();
    cache.clear();
  });
  return { cache, asked, shown: () => observer.getCurrentResult().data };
}

it('a first answer that was under way when something changed is asked for again', async () => {
  const { cache, asked, shown } = openSettings();
  applyEvents(cache, [{ type: 'settings' }]);
  expect(asked).toHaveLength(1);
  asked[0]!.resolve('before');
  await expect.poll(() => asked).toHaveLength(2);
  asked[1]!.resolve('after');
  await expect.poll(shown).toBe('after');
});

it('one that failed is asked for again too', async () => {
  const { cache, asked, shown } = openSettings();
  applyEvents(cache, [{ type: 'settings' }]);
  asked[0]!.reject(new Error('gone'));
  await expect.poll(() => asked).toHaveLength(2);
  asked[1]!.resolve('after');
  await expect.poll(shown).toBe('after');
});

it('what is there is asked for once', async () => {
  const { cache, asked, shown } = openSettings();
  asked[0]!.resolve('before');
  await expect.poll(shown).toBe('before');
  applyEvents(cache, [{ type: 'settings' }, { type: 'settings' }]);
  asked[1]!.resolve('after');
  await expect.poll(shown).toBe('after');
  expect(asked).toHaveLength(2);
});
