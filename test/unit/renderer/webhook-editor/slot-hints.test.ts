import { describe, expect, it } from 'vitest';
import { fittingSlot } from '#renderer/features/webhook-editor/map/slot-hints.ts';
import type { JsonValue } from '#shared/json/value.ts';

describe('the slot that a value is made for', () => {
  it.each<[string, string, JsonValue, string | null]>([
    ['an e-mail address', 'contact', 'jane@mail.example', 'email'],
    ['a phone number', 'mobile', '+44 117 496 0401', 'phone'],
    ['a date', 'start', '2026-03-05T09:30:00Z', null],
    ['a word', 'status', 'new', null],
    ['a group', 'client', { email: 'jane@mail.example' }, null],
  ])('PA1 is told by %s', (_what, name, value, slot) => {
    expect(fittingSlot(value, name)).toBe(slot);
  });
});
