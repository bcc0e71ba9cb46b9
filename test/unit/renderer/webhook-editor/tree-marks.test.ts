import { describe, expect, it } from 'vitest';
import { treeMarks } from '#renderer/features/webhook-editor/map/tree-marks.ts';
import type { Field } from '#shared/contract/field.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';

const field = (key: string, type: Field['type']): Field => ({
  key,
  name: `The ${key}`,
  isPrivate: false,
  type,
  createdAt: '2026-03-02T09:30:00.000Z',
  contacts: 0,
  usedBy: [],
  flows: [],
});

const SAMPLE = { email: 'jane@shop.test', items: [{ sku: 'A' }, { sku: 'B' }] };
const FIELDS = [field('sku', 'text'), field('skus', 'json'), field('everything', 'json')];

function marksOf(config: object): Record<string, string[]> {
  const marks = treeMarks(WebhookConfigSchema.parse(config), FIELDS, SAMPLE);
  return Object.fromEntries(
    [...marks].map(([row, list]) => [row, list.map(({ label, tone }) => `${label} (${tone})`)]),
  );
}

describe('the marks in the tree', () => {
  it('stand on the row that a path finds, several on one row where several use it', () => {
    const config = { identity: { email: '$.email' }, profile: { name: '$.email' } };
    expect(marksOf(config)).toEqual({ '$.email': ['Email (identity)', 'Name (profile)'] });
  });

  it('PA5 stand on the first of several values, and on all of them where a JSON field takes the list', () => {
    const config = {
      fields: [
        { field: 'sku', path: '$.items[*].sku' },
        { field: 'skus', path: '$.items[*].sku' },
      ],
    };
    expect(marksOf(config)).toEqual({
      '$.items[0].sku': ['The sku (field)', 'The skus (field)'],
      '$.items[1].sku': ['The skus (field)'],
    });
  });

  it('RC3 stand on the same value of each person in a list that is worked on one by one', () => {
    const config = { itemsPath: '$.items', fields: [{ field: 'sku', path: '$.items[*].sku' }] };
    const marks = treeMarks(WebhookConfigSchema.parse(config), FIELDS, SAMPLE, ['items']);
    expect([...marks.keys()]).toEqual(['$.items[0].sku', '$.items[1].sku']);
  });

  it('CV8 mark the whole payload where it is stored', () => {
    expect(marksOf({ payloadField: 'everything' })).toEqual({ $: ['The everything (field)'] });
  });

  it('leave out what leads nowhere and what is no path', () => {
    expect(marksOf({ identity: { email: '$.nowhere', phone: '$.[' } })).toEqual({});
  });
});
