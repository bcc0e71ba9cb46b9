import { beforeAll, expect, it } from 'vitest';
import type { SegmentCondition } from '#shared/contract/segment.ts';
import type { DoorClient } from './door-client.ts';

export function segmentsCases(client: () => DoorClient): void {
  let count = 0;

  beforeAll(async () => {
    await client().call('createField', { body: { name: 'Colour', type: 'text' } });
    const add = (name: string, fields: Record<string, string>) =>
      client().call('createContact', { body: { name, fields } });
    await add('Ann', { colour: 'Dark green' });
    await add('Ben', { colour: 'green' });
    await add('Cem', {});
    const webhook = await client().webhook({ identity: { email: '$.email' }, profile: { name: '$.name' } });
    await client().deliver(webhook, { email: 'dora@example.com', name: 'Dora' });
  });

  const make = (conditions: SegmentCondition[]) => {
    count += 1;
    return client().call('createSegment', { body: { name: `Segment ${count}`, conditions } });
  };

  const cases: { title: string; conditions: SegmentCondition[]; found: string[] }[] = [
    { title: 'a value', conditions: [{ of: 'field', is: 'filled', field: 'colour' }], found: ['Ben', 'Ann'] },
    { title: 'no value', conditions: [{ of: 'field', is: 'blank', field: 'colour' }], found: ['Dora', 'Cem'] },
    {
      title: 'this value',
      conditions: [{ of: 'field', is: 'equals', field: 'colour', text: 'GREEN' }],
      found: ['Ben'],
    },
    {
      title: 'these letters',
      conditions: [{ of: 'field', is: 'contains', field: 'colour', text: 'Green' }],
      found: ['Ben', 'Ann'],
    },
    {
      title: 'hostile text',
      conditions: [{ of: 'field', is: 'equals', field: 'colour', text: "' OR 1=1 --" }],
      found: [],
    },
    { title: 'a request lately', conditions: [{ of: 'activity', is: 'within', days: 1 }], found: ['Dora'] },
    {
      title: 'no request lately',
      conditions: [{ of: 'activity', is: 'not-within', days: 1 }],
      found: ['Cem', 'Ben', 'Ann'],
    },
    { title: 'a tag that nobody has', conditions: [{ of: 'tag', is: 'has', tag: 'vip' }], found: [] },
    {
      title: 'not having it',
      conditions: [{ of: 'tag', is: 'lacks', tag: 'vip' }],
      found: ['Dora', 'Cem', 'Ben', 'Ann'],
    },
    {
      title: 'all of several',
      conditions: [
        { of: 'field', is: 'filled', field: 'colour' },
        { of: 'field', is: 'contains', field: 'colour', text: 'dark' },
      ],
      found: ['Ann'],
    },
    { title: 'a field that there is not', conditions: [{ of: 'field', is: 'filled', field: 'gone' }], found: [] },
  ];
  it.each(cases)('finds those with $title', async ({ conditions, found }) => {
    const { id: segment } = await make(conditions);
    const page = await client().call('listContacts', { query: { segment } });
    expect(page.items.map(({ name }) => name)).toEqual(found);
    expect(page.total).toBe(found.length);
  });

  it('comes in pages, and together with a search', async () => {
    const { id: segment } = await make([{ of: 'tag', is: 'lacks', tag: 'vip' }]);
    const first = await client().call('listContacts', { query: { segment, limit: 3 } });
    const second = await client().call('listContacts', {
      query: { segment, limit: 3, before: first.nextCursor ?? '' },
    });
    expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([
      ['Dora', 'Cem', 'Ben'],
      ['Ann'],
    ]);
    expect([second.nextCursor, second.total]).toEqual([null, 4]);
    const searched = await client().call('listContacts', { query: { segment, q: 'be' } });
    expect(searched).toMatchObject({ items: [{ name: 'Ben' }], total: 1 });
  });

  it('is listed by name, and deleted with its contacts staying', async () => {
    const { id } = await client().call('createSegment', {
      body: { name: 'A first one', conditions: [{ of: 'tag', is: 'has', tag: 'vip' }] },
    });
    expect((await client().call('listSegments', {}))[0]).toEqual({
      id,
      name: 'A first one',
      conditions: [{ of: 'tag', is: 'has', tag: 'vip' }],
    });
    await client().call('deleteSegment', { params: { id } });
    expect(await client().refused('listContacts', { query: { segment: id } })).toMatchObject({ status: 404 });
    expect(await client().refused('deleteSegment', { params: { id } })).toMatchObject({ status: 404 });
    expect(await client().call('listContacts', { query: {} })).toMatchObject({ total: 4 });
  });

  it('is renamed, its members staying; a name that another has is refused', async () => {
    const { id, conditions } = await make([{ of: 'tag', is: 'lacks', tag: 'vip' }]);
    await make([{ of: 'activity', is: 'within', days: 1 }]);
    const taken = `segment ${count}`;
    const rename = (name: string) => ({ params: { id }, body: { name } });
    expect(await client().call('updateSegment', rename(' Nearly all '))).toEqual({
      id,
      name: 'Nearly all',
      conditions,
    });
    // Its own name, written otherwise, is no other's.
    expect(await client().call('updateSegment', rename('NEARLY ALL'))).toMatchObject({ name: 'NEARLY ALL' });
    expect(await client().refused('updateSegment', rename(taken))).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
    expect(await client().refused('updateSegment', rename(' '))).toMatchObject({ status: 422 });
    expect(await client().call('listContacts', { query: { segment: id } })).toMatchObject({ total: 4 });
    const gone = { params: { id: 'seg_gone' }, body: { name: 'Gone' } };
    expect(await client().refused('updateSegment', gone)).toMatchObject({ status: 404 });
  });

  it('gets other conditions, and who belongs to it is found by these', async () => {
    const { id, name } = await make([{ of: 'tag', is: 'lacks', tag: 'vip' }]);
    const conditions: SegmentCondition[] = [{ of: 'tag', is: 'has', tag: 'nobody has it' }];
    expect(await client().call('updateSegment', { params: { id }, body: { conditions } })).toEqual({
      ...{ id, name, conditions },
    });
    expect(await client().call('listContacts', { query: { segment: id } })).toMatchObject({ total: 0 });
    const none = { params: { id }, body: { conditions: [] } };
    expect(await client().refused('updateSegment', none)).toMatchObject({ status: 422 });
    await client().call('deleteSegment', { params: { id } });
  });

  it('NAME_TAKEN compares without case', async () => {
    const conditions = [{ of: 'tag', is: 'has', tag: 'vip' }];
    await client().call('createSegment', { body: { name: 'Regulars', conditions: conditions as SegmentCondition[] } });
    const error = await client().refused('createSegment', { body: { name: 'REGULARS', conditions } });
    expect(error).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
  });

  it.each([
    { title: 'without a condition', conditions: [], pointer: '/conditions' },
    { title: 'of an unknown kind', conditions: [{ of: 'mood', is: 'has' }], pointer: '/conditions/0/of' },
    {
      title: 'with nothing to look for',
      conditions: [{ of: 'field', is: 'equals', field: 'colour', text: ' ' }],
      pointer: '/conditions/0/text',
    },
    {
      title: 'without a field',
      conditions: [{ of: 'field', is: 'filled', field: '' }],
      pointer: '/conditions/0/field',
    },
    {
      title: 'of half a day',
      conditions: [{ of: 'activity', is: 'within', days: 0.5 }],
      pointer: '/conditions/0/days',
    },
  ])('refuses one $title', async ({ conditions, pointer }) => {
    const error = await client().refused('createSegment', { body: { name: 'Faulty', conditions } });
    expect(error).toMatchObject({ status: 422, code: 'INVALID_INPUT', details: [{ pointer }] });
  });
}
