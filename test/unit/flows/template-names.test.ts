import { describe, expect, it } from 'vitest';
import { missingValue, unknownName } from '#engine/flows/template-names.ts';
import { FIELDS } from './world.ts';

describe('SN7 a name that nothing has is told, with what could be meant', () => {
  it.each<[string, string | null]>([
    ['contact.first_name', null],
    ['field.start', null],
    ['payload.anything.at.all', null],
    ['now', null],
    ['contact.frist_name', 'There is no “contact.frist_name”. Did you mean “contact.first_name”?'],
    ['contact.First_Name', 'There is no “contact.First_Name”. Did you mean “contact.first_name”?'],
    ['contact.first', 'There is no “contact.first”. Did you mean “contact.first_name”?'],
    ['contact.mail', 'There is no “contact.mail”. Did you mean “contact.email”?'],
    ['contact.start', 'There is no “contact.start”. Did you mean “field.start”?'],
    ['field.first_name', 'There is no field “first_name”. Did you mean “contact.first_name”?'],
    ['field.booking_start', 'There is no field “booking_start”. Did you mean “field.start”?'],
    ['field.strat', 'There is no field “strat”. Did you mean “field.start”?'],
    ['contcat.frist_name', 'There is no “contcat.frist_name”. Did you mean “contact.first_name”?'],
    ['pay_load', 'There is no “pay_load”. Did you mean “payload”?'],
    ['field.visit', 'There is no field “visit”.'],
    ['first_name', 'There is no “first_name”. Did you mean “contact.first_name”?'],
    ['fields.seats', 'There is no “fields.seats”. Did you mean “field.seats”?'],
    ['paylaod.status', 'There is no “paylaod.status”. Did you mean “payload.status”?'],
    ['secrets.token', 'There is no “secrets.token”: a name begins with contact, field, payload, business and now.'],
    ['business.address', 'There is no “business.address”: a business has name, country and time_zone.'],
  ])('%s', (name, sentence) => {
    expect(unknownName(name.split('.'), FIELDS)).toBe(sentence);
  });
});

describe('SN7 a value that is missing is called as the owner calls it', () => {
  const known = { fields: FIELDS, payload: {} };

  it.each([
    ['contact.phone', known, 'This contact has no phone number, and the text gives no default for it.'],
    [
      'field.start',
      known,
      'The field “Booking start” is empty for this contact, and the text gives no default for it.',
    ],
    ['field.note.size', known, 'There is no “field.note.size”, and the text gives no default for it.'],
    ['payload.at.time', known, 'The request has no “at.time”, and the text gives no default for it.'],
    [
      'payload.at',
      { ...known, payload: undefined },
      '“at” of the request is not known, and the text gives no default for it.',
    ],
    ['contact.frist_name', known, 'There is no “contact.frist_name”. Did you mean “contact.first_name”?'],
  ])('%s', (name, around, sentence) => {
    expect(missingValue(name, around)).toBe(sentence);
  });
});
