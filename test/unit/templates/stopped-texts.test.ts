import { expect, it } from 'vitest';
import { StoppedTexts } from '#engine/templates/stopped-texts.ts';

const MINUTE = 60_000;

it('a text that was stopped twice is given up for ten minutes; then once is enough', () => {
  let now = 0;
  const stopped = new StoppedTexts(() => now);
  const isGivenUp = () => stopped.isGivenUp('{{ a }}');
  stopped.add('{{ a }}');
  expect(isGivenUp()).toBe(false);
  stopped.add('{{ a }}');
  expect(isGivenUp()).toBe(true);
  expect(stopped.isGivenUp('{{ b }}')).toBe(false);
  now += 10 * MINUTE;
  expect(isGivenUp()).toBe(false);
  stopped.add('{{ a }}');
  expect(isGivenUp()).toBe(true);
});

it('one that was filled in meanwhile begins anew', () => {
  const stopped = new StoppedTexts(() => 0);
  stopped.add('{{ a }}');
  stopped.remove('{{ a }}');
  stopped.add('{{ a }}');
  expect(stopped.isGivenUp('{{ a }}')).toBe(false);
});
