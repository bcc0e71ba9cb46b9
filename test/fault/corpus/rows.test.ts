import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CORPUS } from '#test/fixtures/corpus/corpus.ts';
import { faultOf, readAnswers } from '../support/answers.ts';
import { talkTo } from '../support/talk.ts';
import { CANARY, type CorpusTarget, startTarget } from './start-target.ts';

let target: CorpusTarget;

beforeAll(async () => {
  target = await startTarget();
}, 120_000);
beforeEach(() => target.open(), 120_000);
afterEach(() => target.standingRule());
afterAll(() => target.end());

describe('the hostile corpus, on a whole engine', () => {
  it.each(CORPUS)(
    '$id $what',
    async ({ to, screens, send, hangsUp, answers, rest, echoes, kept, people = {}, detail }) => {
      const { engine, rows } = target;
      const at = target.at(to, screens);
      const before = rows.last();
      const came: string[] = [];
      for (const bytes of send(at)) {
        came.push(await talkTo(screens ? engine.screens : engine.receiver, bytes, { ...(hangsUp && { hangsUp }) }));
      }
      const given = came.flatMap((text) => (text === '' ? [{ status: 0, headers: [], body: '' }] : readAnswers(text)));
      const first = given.slice(0, answers.length);
      expect(given.slice(answers.length).filter((answer) => answer?.status !== rest)).toEqual([]);
      expect(first.map((answer) => answer?.status)).toEqual(
        answers.map((status) => (typeof status === 'number' ? status : expect.toBeOneOf([...status]))),
      );
      if (echoes) {
        expect(given).toMatchObject([{ body: echoes.body }]);
        expect(Object.fromEntries(given[0]!.headers)).toEqual({
          'content-type': echoes.type,
          'x-content-type-options': 'nosniff',
          'content-length': String(Buffer.byteLength(echoes.body)),
          date: expect.any(String),
          connection: 'close',
        });
      } else if (!screens) expect(given.map((answer) => answer?.status && faultOf(answer)).filter(Boolean)).toEqual([]);

      const expected = kept(at);
      await target.idle();
      // A request that is refused before it is read is answered first and written into the log then.
      await expect
        .poll(() => rows.after(before).length, { interval: 5, timeout: 60_000 })
        .toBeGreaterThanOrEqual(expected.length);
      const stored = rows.after(before);
      expect(stored).toMatchObject(
        expected.map(({ answered, outcome, reason = null, says = '' }) => {
          return { answered, outcome, reason, sentence: expect.stringContaining(says) };
        }),
      );
      for (const [index, { body }] of expected.entries()) {
        expect(stored[index]?.body === null).toBe(body === null);
        if (body !== null) expect(stored[index]?.body?.equals(body)).toBe(true);
      }
      for (const [email, person] of Object.entries(people)) {
        const found = await personBy(email);
        if (person === null) expect(found).toBeUndefined();
        else expect(found).toMatchObject(person);
      }
      if (detail) expect((await engine.api('GET', `/api/deliveries/${stored.at(-1)?.id}`)).body).toMatchObject(detail);
    },
  );

  it('not one of them made it read the file that it names', () => {
    const folder = target.engine.dataDir;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(2);
    const holding = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(CANARY));
    expect(holding.map(({ name }) => name)).toEqual([]);
  });
});

async function personBy(email: string): Promise<object | undefined> {
  const { body } = await target.engine.api('GET', `/api/contacts?${new URLSearchParams({ q: email })}`);
  const { items } = body as { items: { email: string | null }[] };
  return items.find(
    (contact) => contact.email?.normalize('NFC').toLowerCase() === email.normalize('NFC').toLowerCase(),
  );
}
