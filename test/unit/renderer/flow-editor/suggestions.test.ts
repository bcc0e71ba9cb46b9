import { describe, expect, it } from 'vitest';
import {
  completed,
  fitting,
  inserted,
  suggestionsFor,
  typedBefore,
} from '#renderer/features/flow-editor/template/suggestions.ts';
import type { Field } from '#shared/contract/field.ts';

const FIELD: Field = {
  key: 'booking_start',
  name: 'Booking start',
  type: 'datetime',
  isPrivate: false,
  usedBy: [],
  flows: [],
  contacts: 0,
  createdAt: '2026-03-02T09:30:00.000Z',
};
const PAYLOAD = '{"guest":{"count":2,"odd name":1},"list":[{"a":1}],"status":"ok"}';
const codes = suggestionsFor([FIELD], PAYLOAD).map(({ code }) => code);
const FIRST_NAME = suggestionsFor([], null)[0]!;

describe('what a text can be filled with', () => {
  it('SN7 offers the contact, its fields and what the request holds', () => {
    expect(codes).toContain('contact.first_name');
    expect(codes).toContain('field.booking_start | date: "%H:%M"');
    expect(codes.filter((code) => code.startsWith('payload'))).toEqual([
      'payload.guest.count',
      'payload.guest["odd name"]',
      'payload.list[0].a',
      'payload.status',
    ]);
  });

  it.each([
    ['Hi {{', { from: 5, word: '', isArgument: false }],
    ['Hi {{ con', { from: 6, word: 'con', isArgument: false }],
    ['Hi {{ payload.list[0].', { from: 6, word: 'payload.list[0].', isArgument: false }],
    ['{{ now | date: "%H, {{", contact.t', { from: 25, word: 'contact.t', isArgument: true }],
    ['{{ now | date: "%H, con', null],
    ['{{ now }}, con', null],
    ['Hi {{ contact.first_name }}', null],
    ['Hi', null],
  ])('%j is being completed at its end: %j', (text, typed) => {
    expect(typedBefore(text, text.length)).toEqual(typed);
  });

  it('is found by its code or by its name', () => {
    const all = suggestionsFor([FIELD], null);
    const typed = (word: string, isArgument = false) => ({ word, isArgument });
    expect(fitting(all, typed('contact.t')).map(({ code }) => code)).toEqual(['contact.time_zone']);
    expect(fitting(all, typed('time', true)).map(({ code }) => code)).toEqual(['contact.time_zone']);
    expect(fitting(all, typed('contact.f')).map(({ code }) => code)).toEqual(['contact.first_name']);
    expect(fitting(all, typed('booking'))[0]?.code).toBe('field.booking_start');
  });

  it('is completed with its braces closed once', () => {
    expect(completed('Hi {{ con', 6, 9, FIRST_NAME)).toEqual({ text: 'Hi {{ contact.first_name }}', caret: 27 });
    expect(completed('Hi {{con }}!', 5, 8, FIRST_NAME)).toEqual({ text: 'Hi {{ contact.first_name }}!', caret: 27 });
  });

  it('is put in at the caret, over what is selected', () => {
    expect(inserted('Hi you!', 3, 6, FIRST_NAME)).toEqual({ text: 'Hi {{ contact.first_name }}!', caret: 27 });
  });
});
