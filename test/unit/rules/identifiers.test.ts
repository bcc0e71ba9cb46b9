import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockedBecause } from '#engine/identify/blocked-because.ts';
import { normaliseEmail } from '#engine/identify/normalise-email.ts';
import { normalisePhone } from '#engine/identify/normalise-phone.ts';
import { ownAddresses } from '#engine/identify/own-addresses.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import type { IdentitySlot } from '#shared/contract/webhook.ts';
import { textLike } from './any-text.ts';
import { readCases } from './cases.ts';

interface IdentifierCase {
  rule: string;
  name: string;
  text: string;
  /** The normalised value, or… */
  value?: string;
  /** …a part of the sentence that refuses it. */
  refused?: string;
  /** A part of the sentence that says what it is. */
  says?: string;
}

function expectCase(read: ReturnType<typeof normaliseEmail>, { value, refused, says }: IdentifierCase): void {
  expect(read.ok ? read.value : null).toBe(value ?? null);
  expect(read.sentence).toContain(refused ?? says ?? '');
}

describe('e-mail addresses', () => {
  it.each(readCases<IdentifierCase>('emails'))('$rule $name', (row) => {
    expectCase(normaliseEmail(row.text), row);
  });

  it('ID12 what is normalised stays as it is when normalised again', () => {
    const addresses = fc.oneof(
      fc.emailAddress(),
      fc
        .tuple(textLike('aBcİıßÄéŉ+', 10), fc.constantFrom('@Example.COM', '@İstanbul.example'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(addresses, (text) => {
        const once = normaliseEmail(text);
        if (!once.ok) return;
        expect(normaliseEmail(once.value)).toMatchObject({ ok: true, value: once.value });
      }),
    );
  });

  it('ID12 case and composition never tell two people apart (K11)', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const plain = normaliseEmail(text);
        const other = normaliseEmail(text.toUpperCase().normalize('NFD'));
        expect(other.ok && other.value).toBe(plain.ok && plain.value);
      }),
    );
  });
});

describe('phone numbers', () => {
  it.each(readCases<IdentifierCase & { country?: string; plus?: string[] }>('phones'))('$rule $name', (row) => {
    const { country = 'GB', plus = [] } = row;
    expectCase(normalisePhone(row.text, { defaultCountry: country, plusCountries: plus }), row);
  });

  it('ID13 E.164 stays as it is when read again, in whatever country', () => {
    const digits = fc.stringMatching(/^(?:\+44|0|\+1|00)[1-9]\d{8,10}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('GB', 'US', 'DE', 'IT', 'AU', 'XX'), (text, defaultCountry) => {
        const once = normalisePhone(text, { defaultCountry: 'GB', plusCountries: [] });
        if (!once.ok) return;
        expect(normalisePhone(once.value, { defaultCountry, plusCountries: [] })).toMatchObject({ value: once.value });
      }),
    );
  });

  it('ID13 whatever is written is either E.164 or refused with a sentence', () => {
    fc.assert(
      fc.property(textLike('0123456789+-(). x;', 80), (text) => {
        const read = normalisePhone(text, { defaultCountry: 'GB', plusCountries: ['US'] });
        expect(read.ok ? read.value : '+44000').toMatch(/^\+[1-9]\d{4,14}$/);
        expect(read.sentence).toMatch(/\.$/);
      }),
    );
  });
});

describe('blocked values', () => {
  const own = ownAddresses(
    SettingsSchema.parse({
      country: 'GB',
      ownEmails: ['owner@studio.example', 'no address'],
      ownPhones: ['020 7946 0999', 'none'],
    }),
  );

  it.each(readCases<{ slot: IdentitySlot; text: string; says: string | null }>('blocked'))(
    'ID11 $slot “$text”: $says',
    ({ slot, text, says }) => {
      const read =
        slot === 'phone' ? normalisePhone(text, { defaultCountry: 'GB', plusCountries: [] }) : normaliseEmail(text);
      const isAddress = slot === 'phone' || slot === 'email';
      const block = blockedBecause(
        slot as IdentitySlot,
        text,
        isAddress && !read.ok ? null : read.ok ? read.value : text,
        own,
      );
      if (says === null) expect(block).toBeNull();
      else expect(block).toContain(says);
    },
  );
});
