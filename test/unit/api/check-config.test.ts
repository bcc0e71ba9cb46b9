import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { checkConfig } from '#engine/api/check-config.ts';
import type { Field } from '#shared/contract/field.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { AppError } from '#shared/errors.ts';

const field = (key: string, type: Field['type']): Field => ({
  key,
  name: key,
  isPrivate: false,
  type,
  createdAt: '2026-03-02T09:30:00.000Z',
  contacts: 0,
  usedBy: [],
  flows: [],
});
const FIELDS = [field('start', 'datetime'), field('everything', 'json')];

function faultsOf(config: z.input<typeof WebhookConfigSchema>) {
  try {
    checkConfig(WebhookConfigSchema.parse(config), FIELDS, [{ key: 'reminder' }]);
    return [];
  } catch (error) {
    if (error instanceof AppError && error.code === 'INVALID_INPUT') return error.details;
    throw error;
  }
}

const good: Record<string, z.input<typeof WebhookConfigSchema>> = {
  nothing: {},
  'normalized paths': { identity: { email: "$['a.b']['*'][0]" } },
  'paths of both dialects': { identity: { email: '$.a[?@.b=="c"].d', phone: '$.a[(@.length-1)]' } },
  'places of texts to open': { openStrings: ['$.raw', "$.raw['a.b'][0]"] },
  'a list, and a text in each of its items': {
    itemsPath: '$.a.people',
    openStrings: ['$.a.people[*].raw', '$.a.people[*].raw.more'],
  },
  'a list at the root': { itemsPath: '$', openStrings: ['$[*].raw'] },
  'a field and the whole payload': { fields: [{ field: 'start', path: '$.at' }], payloadField: 'everything' },
};

const bad: { title: string; config: z.input<typeof WebhookConfigSchema>; pointers: string[] }[] = [
  { title: 'an open bracket', config: { identity: { userNs: '$[' } }, pointers: ['/config/identity/userNs'] },
  { title: 'a path without a root', config: { profile: { lastName: 'a.b' } }, pointers: ['/config/profile/lastName'] },
  {
    title: 'a path that would run script',
    config: { identity: { phone: '$[?(process.exit())]' } },
    pointers: ['/config/identity/phone'],
  },
  {
    title: 'a row with a faulty path',
    config: { fields: [{ field: 'start', path: '$..' }] },
    pointers: ['/config/fields/0/path'],
  },
  {
    title: 'a field that is not there',
    config: { fields: [{ field: 'end', path: '$.b' }] },
    pointers: ['/config/fields/0/field'],
  },
  {
    title: 'a field filled twice',
    config: {
      fields: [
        { field: 'start', path: '$.a' },
        { field: 'start', path: '$.b' },
      ],
    },
    pointers: ['/config/fields/1/field'],
  },
  {
    title: 'a text to open that may stand in several places, or nowhere',
    config: { openStrings: ['$.a', '$.a[*]', '$.['] },
    pointers: ['/config/openStrings/1', '/config/openStrings/2'],
  },
  { title: 'a list that may be several', config: { itemsPath: '$..people' }, pointers: ['/config/itemsPath'] },
  { title: 'a list by a faulty path', config: { itemsPath: '$.[' }, pointers: ['/config/itemsPath'] },
  {
    title: 'a text in each of the items of another list',
    config: { itemsPath: '$.people', openStrings: ['$.guests[*].raw', '$.people[*].answers[*]'] },
    pointers: ['/config/openStrings/0', '/config/openStrings/1'],
  },
  {
    title: 'CV9 transforms that could do nothing',
    config: {
      fields: [
        {
          field: 'everything',
          path: '$',
          transforms: [
            { kind: 'trim' },
            { kind: 'extract', pattern: '(a' },
            { kind: 'extract', pattern: '' },
            { kind: 'template', text: 'no place' },
            { kind: 'default', text: ' ' },
          ],
        },
      ],
    },
    pointers: ['1/pattern', '2/pattern', '3/text', '4/text'].map((end) => `/config/fields/0/transforms/${end}`),
  },
  { title: 'a payload field that is not there', config: { payloadField: 'all' }, pointers: ['/config/payloadField'] },
  { title: 'a payload field that holds dates', config: { payloadField: 'start' }, pointers: ['/config/payloadField'] },
  {
    title: 'a payload field that a row fills too',
    config: { fields: [{ field: 'everything', path: '$' }], payloadField: 'everything' },
    pointers: ['/config/payloadField'],
  },
];

describe('checkConfig', () => {
  it.each(Object.entries(good))('lets pass %s', (_, config) => {
    expect(faultsOf(config)).toEqual([]);
  });

  it.each(bad)('points to $title', ({ config, pointers }) => {
    expect(faultsOf(config).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('PA3 says at which column a path is faulty, and nothing of columns elsewhere', () => {
    expect(faultsOf({ identity: { email: '$.a.b[' } })[0]?.column).toBeGreaterThan(5);
    expect(faultsOf({ payloadField: 'all' })[0]).not.toHaveProperty('column');
  });
});
