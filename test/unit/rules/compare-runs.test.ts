import { describe, expect, it } from 'vitest';
import { parseBody } from '#engine/formats/parse-body.ts';
import { compareRuns, type FirstRun } from '#engine/process/compare-runs.ts';
import { sayComparison, sayCounts } from '#engine/process/comparison-words.ts';
import { decideDelivery } from '#engine/process/decide-delivery.ts';
import type { FieldType } from '#shared/contract/field.ts';
import type { Outcome } from '#shared/contract/outcome.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { type RunDifference, RunDifferenceSchema } from '#shared/contract/replay.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { NEWEST_PARSER, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { readCases } from './cases.ts';
import { finderOf, nothingDecided, type Person } from './people.ts';

interface ReplayCase {
  name: string;
  payload: unknown;
  /** `made` is the User Ns of the contact that it made. An `outcome` alone stands for a request without a receipt. */
  first: { config?: unknown; people?: Person[]; made?: string; outcome?: Outcome };
  /** Without a configuration: that of the first run. */
  today: { config?: unknown; people: Person[]; withoutField?: string };
  expected: {
    verdict: string;
    says: string;
    changed: [about: string, before: string | null, now: string | null][];
    replaces: [about: string, what: string][];
  };
}

const FIELDS: { key: string; name: string; type: FieldType }[] = [
  { key: 'note', name: 'Note', type: 'text' },
  { key: 'day', name: 'Day', type: 'date' },
  { key: 'gone', name: 'Gone', type: 'text' },
];

function run(payload: unknown, config: unknown, people: Person[], withoutField?: string): Receipt {
  const body = Buffer.from(JSON.stringify(payload));
  const work = {
    parsed: parseBody({ body, headers: [], contentType: 'application/json', query: '' }, NEWEST_PARSER),
    config: WebhookConfigSchema.parse(config),
    configVersion: 1,
    fields: FIELDS.filter(({ key }) => key !== withoutField),
    settings: SettingsSchema.parse({}),
  };
  return decideDelivery(work, finderOf(people), nothingDecided).receipt;
}

/** The first run as it is stored: a contact that it made has its User Ns. */
function firstRun({ payload, first }: ReplayCase): FirstRun {
  if (first.outcome !== undefined) return { outcome: first.outcome, receipt: null };
  const receipt = run(payload, first.config, first.people ?? []);
  const contact = receipt.contact && { ...receipt.contact, userNs: receipt.contact.userNs ?? first.made ?? null };
  return { outcome: receipt.outcome, receipt: { ...receipt, contact } };
}

function nameOf({ about }: RunDifference): string {
  switch (about.kind) {
    case 'contact':
      return 'contact';
    case 'slot':
      return about.slot;
    case 'field':
      return about.field;
  }
}

describe('PR4 a comparison of the first run with today', () => {
  it.each(readCases<ReplayCase>('replays'))('says of $name: $expected.verdict', (one) => {
    const { payload, first, today, expected } = one;
    const before = firstRun(one);
    const now = run(payload, today.config ?? first.config, today.people, today.withoutField);
    const compared = compareRuns(before, now);
    const { verdict, differences } = compared;
    expect(RunDifferenceSchema.array().parse(differences)).toEqual(differences);
    const changed = differences.filter(({ isSame }) => !isSame);
    expect({
      verdict,
      says: sayComparison(before, now, compared),
      changed: changed.map((one) => [nameOf(one), one.before.text, one.now.text]),
      replaces: differences.flatMap((one) => (one.replaces === null ? [] : [[nameOf(one), one.replaces]])),
    }).toEqual(expected);
  });

  it('of values that are too long to be kept whole in a receipt, only those from one place count as alike', () => {
    const payload = { email: 'jane@example.com', a: `${'x'.repeat(3000)}a`, b: `${'x'.repeat(3000)}b` };
    const receipt = (path: string) => {
      const identity = { email: '$.email' };
      return run(payload, { identity, fields: [{ field: 'note', path }] }, []);
    };
    const first = { outcome: 'processed' as const, receipt: receipt('$.a') };
    const noteOf = (path: string) =>
      compareRuns(first, receipt(path)).differences.find(({ about }) => about.kind === 'field');
    expect(noteOf('$.a')).toMatchObject({ isSame: true });
    expect(noteOf('$.b')).toMatchObject({ isSame: false });
  });
});

describe('several comparisons in words', () => {
  const none = { same: 0, better: 0, different: 0, worse: 0, left: 0, replacing: 0 };
  it.each([
    [{ same: 47, better: 2, worse: 1 }, '47 the same, 2 better, 1 would now fail.'],
    [{ different: 3, left: 2 }, '3 different, 2 cannot be replayed.'],
    [{}, 'No request.'],
    [{ same: 1, replacing: 1 }, '1 the same. 1 of them would replace what a contact has now'],
  ])('%j reads “%s”', (counts, says) => {
    expect(sayCounts({ ...none, ...counts }, 'en-GB')).toContain(says);
  });
});
