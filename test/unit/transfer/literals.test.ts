import { describe, expect, it } from 'vitest';
import { buildFile } from '#engine/transfer/build-file.ts';
import { literalsOf } from '#engine/transfer/literals-of-file.ts';
import { looksLike } from '#engine/transfer/looks-like.ts';
import { FlowConfigSchema } from '#shared/contract/flow.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';

const STEPS = [
  {
    id: 'mail1',
    kind: 'send',
    channel: 'email',
    subject: 'Your visit',
    text: '{{ field.visit }}',
    approved: null,
  },
  {
    id: 'wait1',
    kind: 'wait',
    wait: { kind: 'after', minutes: 5 },
  },
  {
    id: 'ask1',
    kind: 'condition',
    test: { operand: { of: 'payload', path: "$.tags[?@=='Jane']" }, comparison: 'is', value: '0412 345 678' },
    yes: [{ id: 'set1', kind: 'set-field', field: 'visit', value: 'today' }],
    no: [
      { id: 'tag1', kind: 'tag', action: 'add', tag: 'late payer' },
      {
        id: 'http1',
        kind: 'http',
        url: 'https://crm.example/people?api_key=abcdef123',
        headers: [
          { name: 'X-Api-Key', value: 'sk_live_harbour' },
          { name: 'Content-Type', value: 'text/plain' },
        ],
        body: 'hello {{ contact.name }}',
      },
      { id: 'wapp1', kind: 'send', channel: 'whatsapp', text: '', approved: { name: 'hx1', variables: { 1: 'Ravi' } } },
    ],
  },
];

const file = buildFile({
  webhooks: [
    {
      name: 'Bookings of Jane',
      config: WebhookConfigSchema.parse({
        identity: { email: '$.email', phone: "$.answers[?@.key=='jane@mail.example'].v" },
        fields: [
          {
            field: 'visit',
            path: '$.visit',
            pattern: 'dd/MM/yyyy',
            transforms: [
              { kind: 'trim' },
              { kind: 'default', text: 'at the old house' },
              { kind: 'extract', pattern: 'A(.*)' },
              { kind: 'template', text: 'on {{ value }}' },
              { kind: 'join', separator: ' and ' },
            ],
          },
        ],
        flow: 'tell',
        verify: { scheme: 'basic', username: 'front-desk' },
      }),
      sample: null,
    },
  ],
  fields: [{ key: 'visit', name: 'Visit', type: 'text' }],
  flows: [{ key: 'tell', name: 'Tell', config: FlowConfigSchema.parse({ steps: STEPS }) }],
});

describe('what a file tells', () => {
  it('EX1 is every text that its owner wrote, by where it stands', () => {
    expect(literalsOf(file)).toEqual([
      {
        of: 'flow',
        name: 'Tell',
        literals: [
          { what: 'Step 1: subject', text: 'Your visit', looksLike: null },
          { what: 'Step 3: path in the request', text: "$.tags[?@=='Jane']", looksLike: null },
          { what: 'Step 3: compared with', text: '0412 345 678', looksLike: 'phone number' },
          { what: 'Step 3, yes 1: value of “Visit”', text: 'today', looksLike: null },
          { what: 'Step 3, no 1: tag', text: 'late payer', looksLike: null },
          {
            what: 'Step 3, no 2: address',
            text: 'https://crm.example/people?api_key=abcdef123',
            looksLike: 'key or password',
          },
          { what: 'Step 3, no 2: header', text: 'X-Api-Key', looksLike: null },
          { what: 'Step 3, no 2: header', text: 'Content-Type: text/plain', looksLike: null },
          { what: 'Step 3, no 2: body', text: 'hello {{ contact.name }}', looksLike: null },
          { what: 'Step 3, no 3: approved template', text: 'hx1', looksLike: null },
          { what: 'Step 3, no 3: variable 1', text: 'Ravi', looksLike: null },
        ],
      },
      {
        of: 'webhook',
        name: 'Bookings of Jane',
        literals: [
          {
            what: 'path of Phone',
            text: "$.answers[?@.key=='jane@mail.example'].v",
            looksLike: 'e-mail address',
          },
          { what: 'how “Visit” is written', text: 'dd/MM/yyyy', looksLike: null },
          { what: '“Visit” where nothing is there', text: 'at the old house', looksLike: null },
          { what: 'pattern looked for in “Visit”', text: 'A(.*)', looksLike: null },
          { what: 'text around “Visit”', text: 'on {{ value }}', looksLike: null },
          { what: 'between the parts of “Visit”', text: ' and ', looksLike: null },
          { what: 'proof of the sender', text: 'front-desk', looksLike: null },
        ],
      },
      {
        of: 'names',
        name: '',
        literals: [
          { what: 'Webhooks', text: 'Bookings of Jane', looksLike: null },
          { what: 'Flows', text: 'Tell', looksLike: null },
          { what: 'Fields', text: 'Visit', looksLike: null },
        ],
      },
    ]);
  });

  it('EX1 a secret that was left out of it is not told either', () => {
    expect(JSON.stringify(literalsOf(file))).not.toContain('sk_live_harbour');
  });
});

describe('what a text looks like', () => {
  it.each([
    ['Write to jane.doe@mail.example, please', 'e-mail address'],
    ['{{ contact.phone | default: "+61 412 345 678" }}', 'phone number'],
    ['call (020) 7946-0123', 'phone number'],
    ['https://user:pw@crm.example/', 'key or password'],
    ['{"token": "abc123def"}', 'key or password'],
    ['https://hooks.example/T0AB12CD/xK9fLmQ2rT7vWz4yBnHc', 'key or password'],
    ['jane@mail.example.', 'e-mail address'],
    ['Bearer sk_live_harbour', 'key or password'],
    ['2026-01-15 09:30', null],
    ['See you at {{ field.visit | date: "%a %d %b, %H:%M" }}.', null],
    ['{{ field.booking_start_of_the_second_visit }}', null],
    ['Room 12, order 4711', null],
    ['https://crm.example/people?page=2', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(looksLike(text)).toBe(expected);
  });
});
