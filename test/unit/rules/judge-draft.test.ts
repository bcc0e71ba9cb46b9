import { describe, expect, it } from 'vitest';
import { decideRequest } from '#engine/process/decide-request.ts';
import { dryRun } from '#engine/process/dry-run.ts';
import { judgeDraft } from '#engine/process/judge-draft.ts';
import { RowTally } from '#engine/process/row-tally.ts';
import type { Field } from '#shared/contract/field.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';

const FIELDS = ['note', 'day'].map(
  (key): Field => ({
    key,
    name: key,
    type: key === 'day' ? 'date' : 'text',
    isPrivate: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    contacts: 0,
    usedBy: [],
    flows: [],
  }),
);
const NOBODY = { find: () => null, decidedBefore: () => null };
const EMAIL = { identity: { email: '$.email' } };

function run(config: object, value: JsonValue) {
  const parsed = { ok: true, format: 'json', value, note: null } as const;
  const settings = SettingsSchema.parse({});
  const work = { parsed, config: WebhookConfigSchema.parse(config), configVersion: 1, fields: FIELDS, settings };
  return dryRun(decideRequest(work, NOBODY), NOBODY);
}

async function judge(saved: object, draft: object, value: JsonValue) {
  return judgeDraft(await run(saved, value), await run(draft, value), {
    config: WebhookConfigSchema.parse(draft),
    locale: 'en-GB',
  });
}

describe('judgeDraft', () => {
  const note = (path: string) => ({ ...EMAIL, fields: [{ field: 'note', path }] });
  const sent = { email: 'some.one@example.com', note: 'x', other: 'y', people: [{ email: 'two@example.com' }] };

  it.each([
    { title: 'nothing changed', saved: EMAIL, draft: EMAIL, verdict: 'same', says: 'Nothing differs' },
    { title: 'somebody is found now', saved: {}, draft: EMAIL, verdict: 'better', says: 'would be worked on' },
    { title: 'a field more', saved: EMAIL, draft: note('$.note'), verdict: 'better', says: 'also fill: note' },
    { title: 'nobody any more', saved: EMAIL, draft: {}, verdict: 'worse', says: 'not be worked on any more' },
    { title: 'another value', saved: note('$.note'), draft: note('$.other'), verdict: 'different', says: 'note' },
    {
      title: 'a mapped value lost',
      saved: note('$.note'),
      draft: note('$.no'),
      verdict: 'worse',
      says: 'no longer get: note',
    },
    { title: 'a row taken out on purpose', saved: note('$.note'), draft: EMAIL, verdict: 'different', says: 'note' },
    {
      title: 'one by one',
      saved: EMAIL,
      draft: { ...EMAIL, itemsPath: '$.people' },
      verdict: 'different',
      says: 'person by person',
    },
  ])('PR5 $title is $verdict', async ({ saved, draft, verdict, says }) => {
    const judged = await judge(saved, draft, sent);
    expect(judged.verdict).toBe(verdict);
    expect(judged.sentence).toContain(says);
    expect(judged.differences.every(({ isSame }) => !isSame)).toBe(true);
  });
});

it('CV1 a tally counts for each row what converts, what is missing and what is kept out, with the newest example', async () => {
  const config = WebhookConfigSchema.parse({ ...EMAIL, fields: [{ field: 'day', path: '$.day' }] });
  const tally = new RowTally(config, FIELDS);
  for (const day of ['2026-03-01', 'tomorrow', 'later', undefined]) {
    const value = { email: 'some.one@example.com', ...(day !== undefined && { day }) };
    tally.add((await run(config, value)).receipt);
  }
  expect(tally.rows()).toMatchObject([
    { about: { kind: 'slot', slot: 'email' }, tried: 4, usable: 4, example: null },
    { about: { field: 'day' }, tried: 4, usable: 1, missing: 1, keptOut: 2, example: { raw: 'tomorrow' } },
  ]);
});
