import { describe, expect, it } from 'vitest';
import {
  openableTexts,
  targetsInside,
  withOpened,
  withoutOpened,
} from '#renderer/features/webhook-editor/map/opened-texts.ts';
import { targetId } from '#renderer/features/webhook-editor/targets.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { openStrings } from '#shared/json-path/open-strings.ts';
import type { Path } from '#shared/json-path/path.ts';

const SAMPLE: JsonValue = { raw: '{"email":"jane@shop.test","more":"{\\"phone\\":\\"+44\\"}"}', email: 'x@shop.test' };
const CONFIG = WebhookConfigSchema.parse({
  openStrings: ['$.raw', '$.raw.more'],
  identity: { email: '$.email', phone: '$.raw.more.phone', userNs: '$.raw' },
  profile: { name: '$.raw.not_in_this_sample' },
  fields: [
    { field: 'any', path: '$..phone' },
    { field: 'other', path: '$.nowhere' },
  ],
});
const { value: root, opened } = openStrings(SAMPLE, CONFIG.openStrings);

describe('opening and closing texts', () => {
  it('RC3 knows what takes its value from inside, also by a path that goes elsewhere in another sample', () => {
    expect(targetsInside(CONFIG, root, ['raw']).map(targetId)).toEqual(['slot-phone', 'slot-name', 'field-any']);
    expect(targetsInside(CONFIG, root, ['raw', 'more']).map(targetId)).toEqual(['slot-phone', 'field-any']);
  });

  it('RC3 closing takes away what was opened inside and the paths that lead inside, and nothing else', () => {
    const closed = withoutOpened(CONFIG, root, opened, ['raw']);
    expect(closed).toMatchObject({
      openStrings: [],
      identity: { email: '$.email', phone: null, userNs: '$.raw' },
      profile: { name: null },
      fields: [{ field: 'other' }],
    });
    expect(withoutOpened(CONFIG, root, opened, ['raw', 'more'])).toMatchObject({
      openStrings: ['$.raw'],
      profile: { name: '$.raw.not_in_this_sample' },
    });
  });

  it('RC3 opening adds the place at the end, so that it may stand in an opened text', () => {
    expect(withOpened(CONFIG, ['a.b', 0]).openStrings).toEqual(['$.raw', '$.raw.more', "$['a.b'][0]"]);
  });

  it('RC3 what is done to a text of one person in a list is done to that of all', () => {
    const people: JsonValue = { people: [{ raw: '{"a":"x@shop.test"}' }, { raw: '{"a":"y@shop.test"}' }] };
    const list = ['people'];
    const config = withOpened(WebhookConfigSchema.parse({ itemsPath: '$.people' }), ['people', 1, 'raw'], list);
    expect(config.openStrings).toEqual(['$.people[*].raw']);
    const mapped = { ...config, identity: { ...config.identity, email: '$.people[*].raw.a', phone: '$.people[*].b' } };
    const open = openStrings(people, mapped.openStrings, '$.people');
    expect(open.opened).toHaveLength(2);
    expect(withoutOpened(mapped, open.value, open.opened, ['people', 1, 'raw'], list)).toMatchObject({
      openStrings: [],
      identity: { email: null, phone: '$.people[*].b' },
    });
  });

  it('RC3 offers the first few texts that are JSON themselves', () => {
    const offers = (sample: JsonValue, list: Path | null = null) => [...openableTexts(sample, list).keys()];
    expect(offers({ a: ['[1]', 'text', '7', '[object Object]'], b: { c: '{}' } })).toEqual(['$.a[0]', '$.b.c']);
    expect(offers(Array(50).fill('{"a":1}'))).toHaveLength(3);
    expect(offers(root)).toEqual([]);
    const people = [{ raw: '{}' }, { raw: '[]', more: '[1]' }];
    expect(offers({ people }, ['people'])).toEqual(['$.people[*].raw', '$.people[*].more']);
  });
});
