import { describe, expect, it } from 'vitest';
import { transformValue } from '#engine/mapping/transform-value.ts';
import { extractText, isPattern } from '#shared/text/extract-text.ts';

describe('transformValue', () => {
  it('CV9 keeps what joins and templates make within bounds', () => {
    const long = 'x'.repeat(600_000);
    for (const transform of [
      { kind: 'join', separator: '' } as const,
      { kind: 'template', text: '{{ value }}{{value}}' } as const,
    ]) {
      const value = transform.kind === 'join' ? [long, long] : long;
      expect(transformValue(value, [transform])).toMatchObject({ ok: false, steps: [] });
    }
  });

  it('CV9 says why nothing is left, also after further steps', () => {
    const steps = transformValue('tomorrow', [{ kind: 'extract', pattern: '\\d+' }, { kind: 'upper' }]);
    expect(steps).toMatchObject({ ok: true, value: undefined, why: expect.stringContaining('tomorrow') });
    expect(steps.steps).toEqual([null, null]);
  });
});

describe('extractText', () => {
  it.each([
    ['the first part that fits', 'a1b22', '\\d+', '1'],
    ['its first group', 'id=42', 'id=(\\d+)', '42'],
    ['characters beyond the first plane whole', 'x😀y', 'x(.)y', '😀'],
  ])('CV9 finds %s', (_, text, pattern, found) => {
    expect(extractText(text, pattern)).toEqual({ status: 'found', text: found });
  });

  it('CV9 takes no group that was not part of the match, and no empty text, for a value', () => {
    expect(extractText('b', '(a)?b')).toEqual({ status: 'no-match' });
    expect(extractText('b', 'a*')).toEqual({ status: 'no-match' });
  });

  it('CV9 refuses patterns and texts that are too large, and patterns that are none', () => {
    expect(extractText('x'.repeat(1_000_000), '(a|b|c)+d?e?f?')).toEqual({ status: 'too-costly' });
    expect(extractText('x', '(')).toEqual({ status: 'bad-pattern' });
    expect(isPattern('((a{1,500}){1,500}){1,500}')).toBe(false);
    expect(isPattern('[0-9]{4}')).toBe(true);
  });
});
