import { describe, expect, it } from 'vitest';
import { beginningFirst } from '#renderer/ui/beginning-first.ts';
import { COUNTRY_CHOICES } from '#renderer/ui/regions/country-choices.ts';

const offered = (search: string, limit = Number.POSITIVE_INFINITY) =>
  beginningFirst({ options: [...COUNTRY_CHOICES], search, limit }).map((option) => 'label' in option && option.label);

describe('what a choice offers for what is typed', () => {
  it.each([
    ['India', 'India'],
    [' ireland', 'Ireland'],
    ['netherlands', 'Netherlands'],
    ['Samoa', 'Samoa'],
    ['kingdom', 'United Kingdom'],
  ])('%j is first of all %s', (typed, first) => {
    expect(offered(typed)[0]).toBe(first);
  });

  it('what holds the words elsewhere comes after, in its order, and no more than are wanted', () => {
    expect(offered('guinea')).toEqual(['Guinea', 'Guinea-Bissau', 'Equatorial Guinea', 'Papua New Guinea']);
    expect(offered('guinea', 2)).toEqual(['Guinea', 'Guinea-Bissau']);
    expect(offered('nowhere')).toEqual([]);
    expect(offered('')).toHaveLength(COUNTRY_CHOICES.length);
  });

  it('groups stay as they are', () => {
    const groups = [
      { group: 'Here', items: [{ value: 'a', label: 'Big bell' }] },
      { group: 'There', items: [{ value: 'b', label: 'Bell' }] },
    ];
    expect(beginningFirst({ options: groups, search: 'bell', limit: 9 })).toEqual(groups);
  });
});
