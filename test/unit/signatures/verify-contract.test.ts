import { describe, expect, it } from 'vitest';
import { PRESETS } from '#engine/signatures/presets.ts';
import { VERIFY_SCHEMES, VerifySchema } from '#shared/contract/verify.ts';
import { TIERS, VERIFY_GUIDE } from '#shared/contract/verify-guide.ts';

const generic = (options: object) => VerifySchema.safeParse({ scheme: 'generic', ...options });
const faults = (options: object) => generic(options).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('VerifySchema', () => {
  it.each(VERIFY_SCHEMES)('%s has defaults for everything, and refuses what it does not know', (scheme) => {
    expect(VerifySchema.parse({ scheme })).toMatchObject({ scheme });
    expect(VerifySchema.safeParse({ scheme, secret: 'a secret has no place here' }).success).toBe(false);
  });

  it('knows no other scheme', () => {
    expect(VerifySchema.safeParse({ scheme: 'md5' }).success).toBe(false);
    expect(VerifySchema.safeParse({}).success).toBe(false);
  });

  it.each([
    [4, false],
    [5, true],
    [86_400, true],
    [86_401, false],
    [1.5, false],
  ])('takes a tolerance of %s s: %s', (toleranceSeconds, isFine) => {
    expect(VerifySchema.safeParse({ scheme: 'stripe', toleranceSeconds }).success).toBe(isFine);
  });

  it('keeps Paddle’s tolerance short', () => {
    expect(VerifySchema.safeParse({ scheme: 'paddle', toleranceSeconds: 301 }).success).toBe(false);
  });

  it.each(['X-Sig', 'a', "x!#$%&'*+.^_`|~-9"])('takes %s for the name of a header', (header) => {
    expect(generic({ header }).success).toBe(true);
  });

  it.each(['', 'X Sig', 'X-Sig:', 'X-Sig\r\n', 'X-Zoë', 'x'.repeat(101)])('does not take %j for one', (header) => {
    expect(generic({ header }).success).toBe(false);
    expect(VerifySchema.safeParse({ scheme: 'header', header }).success).toBe(false);
  });

  it.each(['', 'a:b', 'a\nb'])('does not take %j for a user name', (username) => {
    expect(VerifySchema.safeParse({ scheme: 'basic', username }).success).toBe(false);
  });

  it.each<[string, object, string[]]>([
    ['the body alone', { template: '{body}' }, []],
    [
      'everything, each with its source',
      { template: 'v1:{id}.{ts}.{url}{body}', idHeader: 'X-Id', timestampHeader: 'X-Ts' },
      [],
    ],
    ['a time in the list', { template: '{ts}.{body}', list: {} }, []],
    ['a list without a time', { template: '{body}', list: { timestampKey: null } }, []],
    ['no body', { template: '{ts}', timestampHeader: 'X-Ts' }, ['template']],
    ['the body twice', { template: '{body}{body}' }, ['template']],
    ['an unknown placeholder', { template: '{path}{body}' }, ['template']],
    ['a brace left over', { template: '{body}}' }, ['template']],
    ['an id without a header', { template: '{id}.{body}' }, ['idHeader']],
    ['a header whose id is not signed', { template: '{body}', idHeader: 'X-Id' }, ['idHeader']],
    ['a time without a source', { template: '{ts}.{body}' }, ['timestampHeader']],
    ['a header whose time is not signed', { template: '{body}', timestampHeader: 'X-Ts' }, ['timestampHeader']],
    ['a list whose time is not signed', { template: '{body}', list: {} }, ['list']],
    ['two sources of one time', { template: '{ts}.{body}', list: {}, timestampHeader: 'X-Ts' }, ['timestampHeader']],
    ['the time twice', { template: '{ts}.{ts}.{body}', timestampHeader: 'X-Ts' }, ['template']],
  ])('a generic signature of %s', (_case, options, expected) => {
    expect(faults(options)).toEqual(expected);
  });
});

describe('VERIFY_GUIDE', () => {
  it.each(Object.entries(VERIFY_GUIDE))('%s says plainly what it needs', (scheme, guide) => {
    expect(guide.name).not.toBe('');
    expect(guide.tier === null).toBe(scheme === 'none');
    expect(guide.secrets.length > 0).toBe(scheme !== 'none');
    for (const { label, where } of guide.secrets) {
      expect(label).toMatch(/^\S.*\S$/);
      expect(where).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('gives each tier one or two sentences', () => {
    for (const { sentence } of Object.values(TIERS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it.each(Object.entries(PRESETS))(
    '%s is in the tier that its recipe has, and names whether the address is signed',
    (scheme, recipe) => {
      const guide = VERIFY_GUIDE[scheme as keyof typeof PRESETS];
      expect(guide.tier).toBe(recipe.template.includes('{ts}') ? 'B' : 'C');
      expect(guide.signsAddress).toBe(recipe.template.includes('{url}'));
    },
  );
});
