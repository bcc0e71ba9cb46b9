import { describe, expect, test } from 'vitest';
import { headingOf } from '#engine/process/contact-headings.ts';
import { proposeTargets } from '#engine/process/propose-targets.ts';

const FIXED = ['User Ns', 'CRM Contact Id', 'Phone', 'Email', 'First name', 'Last name', 'Name'];
const FACTS = ['Tags', 'Channel', 'Added', 'Last request'];

const text = (key: string, name: string) => ({ key, name, type: 'text' as const });
const FIELDS = [
  text('visits', 'Visits'),
  text('channel', 'Channel'),
  text('added', 'ADDED'),
  text('last_request', 'Last request'),
  text('mobile', 'Mobile'),
  text('email_2', 'E-mail'),
  text('room_1', 'Room 1'),
  text('room_1_2', 'Room-1'),
  text('cake', '🎂'),
  text('odd', 'Odd (field: cake)'),
];

const proposed = (headings: readonly string[]) =>
  proposeTargets(
    headings.map((name) => ({ name, samples: [] })),
    FIELDS,
    'GB',
  );

describe('EX4 headings of an export', () => {
  const headings = FIELDS.map((field) => headingOf(field, FIELDS));

  test('are the names of the fields, with the key where the name alone could mean something else', () => {
    expect(headings).toEqual([
      'Visits',
      'Channel (field: channel)',
      'ADDED (field: added)',
      'Last request (field: last_request)',
      'Mobile (field: mobile)',
      'E-mail (field: email_2)',
      'Room 1',
      'Room-1 (field: room_1_2)',
      '🎂 (field: cake)',
      'Odd (field: cake) (field: odd)',
    ]);
    const all = [...FIXED, ...FACTS, ...headings];
    expect(new Set(all.map((one) => one.toLowerCase())).size).toBe(all.length);
  });

  test('EX3 lead back to where they came from', () => {
    expect(proposed([...FIXED, ...FACTS, ...headings]).slice(FIXED.length + FACTS.length)).toEqual(
      FIELDS.map(({ key }) => ({ field: key })),
    );
  });

  test('EX3 what no field holds is not taken for one, also where the columns of fields were left out', () => {
    expect(proposed([...FIXED, ...FACTS]).slice(FIXED.length)).toEqual([{ tags: true }, null, null, null]);
  });
});

test('EX4 in the file of another program a column leads to the field of its name', () => {
  expect(proposed(['Email', 'Channel', 'Last request'])).toEqual([
    { slot: 'email' },
    { field: 'channel' },
    { field: 'last_request' },
  ]);
});

test.each([
  ['Google', 'First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value', [3, 5]],
  ['Outlook', 'First Name,Last Name,E-mail Address,Mobile Phone,Home Phone', [2, 3]],
  ['a German Outlook', 'Vorname,Nachname,E-Mail-Adresse,Mobiltelefon,Telefon (privat)', [2, 3]],
])('EX4 the columns of %s are known', (_, heading, [email, phone]) => {
  const targets = proposed(heading.split(','));
  const known = new Map([
    [0, 'firstName'],
    [1, 'lastName'],
    [email, 'email'],
    [phone, 'phone'],
  ]);
  expect(targets).toEqual(targets.map((_, index) => (known.has(index) ? { slot: known.get(index) } : null)));
});
