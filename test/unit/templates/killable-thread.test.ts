import { expect, it } from 'vitest';
import { KillableThread } from '#engine/templates/killable-thread.ts';

/** A program that does this with `question`, and says what it is given as an answer. Each has an id of its own. */
function threadThat(does: string): KillableThread<unknown, unknown> {
  const program = `
    import { randomUUID } from 'node:crypto';
    import { workerData } from 'node:worker_threads';
    const { port, signal } = workerData;
    const id = randomUUID();
    const say = (said) => { port.postMessage(said); Atomics.add(signal, 0, 1); Atomics.notify(signal, 0); };
    port.on('message', (question) => { ${does} });
    say('ready');`;
  return new KillableThread(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
}

it('answers one question after the other, from the same thread', () => {
  const thread = threadThat('say([question, id])');
  const [first, id] = thread.ask('first') as string[];
  expect([first, thread.ask({ deep: [1] })]).toEqual(['first', [{ deep: [1] }, id]]);
});

it.each([
  ['works on without end', 'for (;;);'],
  ['is in a regular expression that does not end', '/^(a+)+$/.test("a".repeat(60) + "b");'],
  ['ends', 'process.exit(3);'],
  ['throws', 'throw new Error("made up");'],
  ['never answers', ''],
])('K1 one that %s is ended: there is no answer, and the next question goes to a new one', (_, does) => {
  const thread = threadThat(`if (question === 'bad') { ${does} } else say([question, id]);`);
  const [, before] = thread.ask('good') as string[];
  expect(thread.ask('bad')).toBeNull();
  const [answer, after] = thread.ask('good') as string[];
  expect(answer).toBe('good');
  expect(after).not.toBe(before);
});

it('one that dies between two questions is followed by a new one', async () => {
  const thread = threadThat(`say([question, id]); if (question === 'last') setImmediate(() => process.exit(3));`);
  const [, before] = thread.ask('last') as string[];
  await expect.poll(() => (thread.ask('next') as string[] | null)?.[1] ?? before).not.toBe(before);
});

it('one that cannot be started has no answers', () => {
  const thread = new KillableThread(new URL('data:text/javascript,throw 1'), { start: 50, answer: 1000 });
  expect(thread.ask('anything')).toBeNull();
});
