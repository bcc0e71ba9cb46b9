import { describe, expect, it } from 'vitest';
import { contactNames } from '#engine/flows/contact-names.ts';
import type { Sink } from '#engine/templates/messages.ts';
import { readTemplate, renderTemplate } from '#engine/templates/templates.ts';
import type { KnownContact } from '#shared/contract/known-contact.ts';
import { parseJson } from '#shared/json/parse-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { person } from '../flows/people.ts';

const TYPES = {
  start: 'datetime',
  day: 'date',
  price: 'number',
  paid: 'boolean',
  note: 'text',
  answers: 'json',
} as const;

const PAYLOAD = {
  title: 'Check-up',
  empty: '',
  blank: '  ',
  nothing: null,
  zero: 0,
  no: false,
  hostile: '{{ contact.phone }}{% if true %}x{% endif %}',
  guests: ['Ann', 'Bob'],
  items: [{ name: 'Towel' }, { name: '' }],
  when: '2026-07-01 09:30',
  odd: 'soon',
  'a b': 'spaced',
  quote: 'say "hi"\n& go',
};

interface Known {
  contact: KnownContact;
  payload: JsonValue | undefined;
  settings: { businessName: string; country: string; timeZone: string };
}

function facts(change: Partial<Known> = {}): Known {
  return {
    contact: person({
      fields: {
        start: '2026-03-29T00:30:00.000Z',
        day: '2026-03-02',
        price: '49.5',
        paid: 'false',
        note: 'x',
        answers: '{"size":"M","other":""}',
      },
    }),
    payload: PAYLOAD,
    settings: { businessName: 'Harbour Clinic', country: 'GB', timeZone: 'Europe/London' },
    ...change,
  };
}

function render(text: string, change: Partial<Known> = {}, sink: Sink = 'text', language = 'en-GB') {
  const { contact, payload, settings } = facts(change);
  const { businessName: name, country, timeZone } = settings;
  const fields = Object.entries(TYPES).flatMap(([key, type]) => {
    const value = contact.fields[key];
    return value === undefined ? [] : [[key, { type, text: value.text }] as const];
  });
  const filled = renderTemplate(
    text,
    {
      contact: contactNames(contact),
      fields: Object.fromEntries(fields),
      payload,
      business: { name, country, timeZone },
      at: Date.UTC(2026, 2, 2, 8),
    },
    { sink, timeZone, language },
  );
  if (filled.ok || filled.reason !== 'no-value') return filled;
  return { ok: false, reason: 'missing-value', sentence: `Without ${filled.name}.` };
}

describe('SN7 a template is filled', () => {
  it.each([
    ['no braces at all', 'no braces at all'],
    ['Hi {{ contact.first_name }},', 'Hi Ann,'],
    ['{{ contact.name }} {{ contact.email }} {{ contact.phone }}', 'Ann Lee ann@example.com +441174960123'],
    ['{{ business.name }}', 'Harbour Clinic'],
    ['{{ field.start | date: "%a %d %b, %H:%M" }}', 'Sun 29 Mar, 00:30'],
    ['{{ field.start }}', '29 March 2026, 00:30'],
    ['{{ field.start | date: "%H:%M", contact.time_zone }} {{ contact.time_zone }}', '00:30 Europe/London'],
    ['{{ field.day | date: "%A %d %B" }}', 'Monday 02 March'],
    ['{{ field.day }}', '2 March 2026'],
    ['{{ field.price | times: 2 }}', '99'],
    ['{% if field.price > 10 %}dear{% else %}cheap{% endif %}', 'dear'],
    ['{{ field.paid }}', 'false'],
    ['{% if field.paid %}paid{% else %}open{% endif %}', 'open'],
    ['{{ field.answers.size }}', 'M'],
    ['{{ payload.title | upcase }}', 'CHECK-UP'],
    ['{{ payload["a b"] }}', 'spaced'],
    ['{{ payload.zero }} {{ payload.no }}', '0 false'],
    ['{{ payload.guests }} {{ payload.guests[1] }} {{ payload.guests.size }}', 'Ann, Bob Bob 2'],
    ['{{ payload.when | date: "%H:%M" }}', '09:30'],
    ['{{ now | date: "%H:%M" }} {{ "now" | date: "%d" }}', '08:00 02'],
    ['{% for guest in payload.guests %}{{ guest }};{% endfor %}', 'Ann;Bob;'],
    ['{% assign who = contact.first_name %}{{ who }}', 'Ann'],
    ['{% raw %}{{ not me }}{% endraw %}', '{{ not me }}'],
  ])('%s', (text, expected) => {
    expect(render(text)).toEqual({ ok: true, text: expected });
  });

  it('days and months have the language of the step', () => {
    expect(render('{{ field.start | date: "%A %d %B" }}', {}, 'text', 'de-DE')).toEqual({
      ok: true,
      text: 'Sonntag 29 März',
    });
  });

  it('a date about which the text says nothing has it as well', () => {
    const text = '{{ field.start }}, {{ field.day }}';
    expect(render(text)).toMatchObject({ text: '29 March 2026, 00:30, 2 March 2026' });
    expect(render(text, {}, 'text', 'de-DE')).toMatchObject({ text: '29. März 2026, 00:30, 2. März 2026' });
  });

  it.each([
    ['{{ field.start | date: "%d %H:%M", "America/New_York" }}', '28 20:30'],
    ['{{ payload.when | date: "%H:%M", payload.zone }}', '04:30'],
    ['{{ field.day | date: "%d", "America/New_York" }}', '02'],
  ])('a text can name the clocks: %s', (text, expected) => {
    const payload = { when: '2026-03-02T09:30:00Z', zone: 'AMERICA/new_york' };
    expect(render(text, { payload })).toEqual({ ok: true, text: expected });
  });

  it.each([
    ['+6621234567', '07:30'],
    ['+493012345678', '01:30'],
  ])('on the clocks of the country of the contact’s number %s', (phone, expected) => {
    const { contact } = facts();
    const there = { ...contact, identifiers: { ...contact.identifiers, phone } };
    const text = '{{ field.start | date: "%H:%M", contact.time_zone }}';
    expect(render(text, { contact: there })).toEqual({ ok: true, text: expected });
  });

  it.each([
    ['contact.time_zone', '+12125550123'],
    ['contact.time_zone', null],
    ['payload.zone', '+441174960123'],
  ])('%s that nothing tells keeps the text back (number %s)', (zone, phone) => {
    const { contact } = facts();
    const there = { ...contact, identifiers: { ...contact.identifiers, phone } };
    const text = `{{ field.start | date: "%H:%M", ${zone} }}`;
    expect(render(text, { contact: there })).toMatchObject({ ok: false, sentence: `Without ${zone}.` });
  });

  it('times are shown on the clocks of the business, days stay the day that they are', () => {
    const settings = { businessName: '', country: 'US', timeZone: 'America/Los_Angeles' };
    const text = '{{ field.start | date: "%d %H:%M" }} {{ field.day | date: "%d" }} {{ payload.when | date: "%H:%M" }}';
    expect(render(text, { settings })).toEqual({ ok: true, text: '28 17:30 02 09:30' });
  });

  it('numbers that JavaScript would write differently keep their digits', () => {
    const parsed = parseJson('{"id":12345678901234567890,"price":1.50}');
    if (!parsed.ok) throw new Error(parsed.sentence);
    expect(render('{{ payload.id }} {{ payload.price }}', { payload: parsed.value })).toEqual({
      ok: true,
      text: '12345678901234567890 1.50',
    });
  });

  it('a value with braces in it stays text: it is filled in once', () => {
    expect(render('{{ payload.hostile }}')).toEqual({ ok: true, text: PAYLOAD.hostile });
  });
});

describe('SN7 a missing value keeps the text back', () => {
  const nobody = { contact: person({ profile: { firstName: null, lastName: null, name: '  ' }, fields: {} }) };

  it.each([
    'Hi {{ contact.first_name }},',
    'Hi {{ contact.name }},',
    'Hi {{ contact.first_name | append: "," }}',
    'Hi {{ contact.first_name | upcase }}',
    '{% assign n = contact.first_name %}Hi {{ n }}',
    '{% capture n %}{{ contact.first_name }}{% endcapture %}Hi {{ n }}',
    '{{ field.start | date: "%H:%M" }}',
    '{{ payload.missing.deeper }}',
    '{{ payload.empty }}',
    '{{ payload.blank }}',
    '{{ payload.nothing }}',
    '{{ payload.nothing | append: "!" }}',
    '{{ payload.blank | append: "!" }}',
    '{{ payload.items[1].name }}',
    '{{ payload.guests[7] }}',
    '{{ payload.title | remove: "Check-up" }}',
    '{{ payload.zero | minus: 0 | remove: "0" }}',
    '{% for x in payload.missing %}{{ x }}{% endfor %}',
    '{{ payload.constructor }}',
    '{{ payload.__proto__ }}',
    '{{ contact.constructor.name }}',
    '{{ field.answers.other }}',
  ])('%s', (text) => {
    expect(render(text, nobody)).toMatchObject({ ok: false, reason: 'missing-value' });
  });

  it.each([
    ['Hi {{ contact.first_name | default: "there" }},', 'Hi there,'],
    ['Hi {{ payload.blank | default: "there" }},', 'Hi there,'],
    ['Hi{{ contact.first_name | default: "" }},', 'Hi,'],
    ['{% if contact.first_name %}Hi {{ contact.first_name }}{% else %}Hello{% endif %},', 'Hello,'],
    ['{% unless field.start %}No date yet{% endunless %}', 'No date yet'],
  ])('unless the template gives a default: %s', (text, expected) => {
    expect(render(text, nobody)).toEqual({ ok: true, text: expected });
  });

  it('says which name it is, or quotes what came out blank', () => {
    const missing = { ok: false, reason: 'missing-value' };
    expect(render('Dear customer,\nhello {{ contact.first_name }}', nobody)).toEqual({
      ...missing,
      sentence: 'Without contact.first_name.',
    });
    expect(render('Hi {{ payload.title | remove: "Check-up" }},')).toEqual({
      ...missing,
      sentence: '“{{ payload.title | remove: "Check-up" }}” is blank, and the text gives no default for it.',
    });
  });

  it('of a flow that no request started, the whole payload is missing', () => {
    expect(render('{{ payload.title }}', { payload: undefined })).toMatchObject({ reason: 'missing-value' });
  });
});

describe('K1 a template can do no harm', () => {
  it.each([
    '{% render "package.json" %}',
    '{% include "/etc/passwd" %}',
    '{% layout "a" %}',
    '{% echo contact.name %}',
    '{% liquid echo contact.name %}',
    '{% increment x %}',
    '{{ contact.name | raw }}',
    '{{ contact.name | nonsense }}',
    '{{ payload | append: "x" }',
    '{% if %}',
    '{% for x in payload.guests %}',
    '{{ payload.items }}',
    '{{ payload.odd | date: "%H" }}',
    '{{ contact.name | date: "%H" }}',
    '{{ field.start | date: "%H", "Middle/Earth" }}',
  ])('refused: %s', (text) => {
    expect(render(text)).toMatchObject({ ok: false, reason: 'bad-template' });
  });

  it.each([
    '{% for i in (1..100000000) %}{{ i }}{% endfor %}',
    '{% for i in (1..9999) %}{% for j in (1..9999) %}{{ i }}{% endfor %}{% endfor %}',
    '{% assign a = "xxxxxxxxxx" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
    `{{ "${'x'.repeat(100_001)}" }}`,
  ])('K1 stopped at its limits: %#', (text) => {
    const sentence = expect.stringMatching(
      /^The text takes too long to fill in\. |^The template makes too much text\.$/,
    );
    expect(render(text)).toMatchObject({ ok: false, reason: 'bad-template', sentence });
  });

  it.each(['{{ secrets.token }}', '{{ process.env.HOME }}', '{{ global }}'])('has nothing of ours: %s', (text) => {
    expect(render(text)).toMatchObject({ ok: false, reason: 'missing-value' });
  });
});

describe('a value is written for where the text goes', () => {
  it.each<[Sink, string, string]>([
    ['json', '{"note":"{{ payload.quote }}"}', '{"note":"say \\"hi\\"\\n& go"}'],
    ['json', '{"all":{{ payload.items | json }}}', '{"all":[{"name":"Towel"},{}]}'],
    ['url', 'https://example.com/?q={{ payload.quote }}', 'https://example.com/?q=say%20%22hi%22%0A%26%20go'],
    ['header', 'X {{ payload.quote }}', 'X say "hi" & go'],
    ['text', '{{ payload.quote }}', 'say "hi"\n& go'],
  ])('%s', (sink, text, expected) => {
    expect(render(text, {}, sink)).toEqual({ ok: true, text: expected });
  });
});

describe('the editor is told what is wrong with a template before it is filled', () => {
  it.each([
    ['Hi {{ contact.first_name }}', null],
    ['Hi\n  {{ contact.first_name | shout }}', 'There is no filter “shout”.'],
    ['{{ contact.first_name | upcaes }}', 'There is no filter “upcaes”. Did you mean “upcase”?'],
    ['{% render "x" %}', 'There is no tag “render”.'],
    ['{% unles contact.name %}', 'There is no tag “unles”. Did you mean “unless”?'],
    ['Hi\n{% if true %} you', '“{% if true %}” is not closed: write “{% endif %}” where it ends.'],
    ['Hi {{ contact.name', '“{{ contact.name” is not closed: write “}}” where it ends.'],
    [
      'Hi {{ contact.name || default: "x" }}, {{ now }}',
      '“{{ contact.name || default: "x" }}” cannot be read: expected filter name.',
    ],
    ['a {% for x y %}b{% endfor %}', '“{% for x y %}” cannot be read: illegal tag: {% for x y %}.'],
  ])('%s', (text, sentence) => {
    const fault = { ok: false, reason: 'bad-template', sentence };
    expect(readTemplate(text)).toEqual(sentence === null ? expect.objectContaining({ ok: true }) : fault);
  });

  it.each([
    ['{{ payload.odd | date: "%H" }}', /^In “\{\{ payload\.odd \| date: "%H" \}\}”: /],
    ['Hi {{ payload.items }}', /^In “\{\{ payload\.items \}\}”: there are several values at once\. /],
  ])('and where what it is filled with does not fit: %s', (text, sentence) => {
    expect(render(text)).toMatchObject({ reason: 'bad-template', sentence: expect.stringMatching(sentence) });
  });
});
