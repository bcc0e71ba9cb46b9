import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TagSchema } from '#shared/contract/tag.ts';
import { joinTags, splitTags } from '#shared/text/tag-list.ts';

test.each([
  ['', []],
  ['vip', ['vip']],
  ['vip, regular;new\nold', ['vip', 'regular', 'new', 'old']],
  [' ; vip ,, vip', ['vip']],
  ['"a, b", c', ['a, b', 'c']],
  ['"say ""hello""";x', ['say "hello"', 'x']],
  ['5" nails, "half', ['5" nails', '"half']],
])('EX4 the cell %j has these tags', (cell, tags) => {
  expect(splitTags(cell)).toEqual(tags);
});

test('EX3 tags that are written into a cell are read from it again', () => {
  const tag = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(',', ';', '"', ' ', 'a', '\n') }));
  const valid = tag.map((text) => text.trim()).filter((text) => TagSchema.safeParse(text).success);
  fc.assert(
    fc.property(fc.uniqueArray(valid), (tags) => {
      expect(splitTags(joinTags(tags))).toEqual(tags);
    }),
  );
});
