import { type ImportTarget, placeOf, type RunImport } from '#shared/contract/contact-import.ts';
import type { ContactFinder, ContactWrite } from '#shared/contract/known-contact.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { SLOT_WORDS, slotLabel } from '#shared/contract/slot-words.ts';
import { TagSchema } from '#shared/contract/tag.ts';
import { IDENTITY_SLOTS, type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { splitTags } from '#shared/text/tag-list.ts';
import { type DeliveryWork, decidePayload } from './decide-delivery.ts';

/** What a row of a file does. A remark on a row without a write says why there is none. */
export interface DecidedRow {
  kind: 'created' | 'matched' | 'conflict' | 'refused';
  write: ContactWrite | null;
  sentence: string | null;
}

export type RowWork = Pick<DeliveryWork, 'config' | 'fields' | 'settings'> & {
  /** The column with tags; -1 where there is none. */
  tagsAt: number;
};

/** The configuration by which a row is read as if it were a request: every identifier is asked for (ID10). */
export function configOfImport(wish: RunImport, country: string, timeZone: string): WebhookConfig {
  const paths: Record<'identity' | 'profile', Record<string, string>> = { identity: {}, profile: {} };
  const fields: { field: string; path: string; pattern: string | null }[] = [];
  for (const [index, target] of wish.targets.entries()) {
    if (target === null || 'tags' in target) continue;
    const path = `$.${cellName(index)}`;
    if ('field' in target) fields.push({ field: target.field, path, pattern: target.pattern ?? null });
    else paths[isIdentity(target.slot) ? 'identity' : 'profile'][target.slot] = path;
  }
  const { onMatch, numberFormat } = wish;
  const reading = { defaultCountry: country, timeZone, numberFormat };
  return WebhookConfigSchema.parse({ ...paths, fields, ...reading, onMatch, identification: 'careful' });
}

/** Columns that go to the same place; the index of the second one, -1 where there is none. */
export function doubledTarget(targets: readonly (ImportTarget | null)[]): number {
  const seen = new Set<string>();
  return targets.findIndex((target) => {
    if (target === null) return false;
    const key = placeOf(target);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

/** Whom a row is about and what they get, by the same rules and code as a request. */
export function decideRow(cells: readonly string[], work: RowWork, find: ContactFinder): DecidedRow {
  const filled = cells.map((cell, index) => [cellName(index), asWritten(cell)] as const);
  const payload = Object.fromEntries(filled.filter(([, cell]) => cell.trim() !== ''));
  const { receipt, write: decided } = decidePayload(payload, work, { find, decidedBefore: () => null });
  const write = decided && underFittingChannel(decided);
  const { tags, fault } = tagsIn(work.tagsAt === -1 ? '' : (cells[work.tagsAt] ?? ''));
  const row = told(receipt, write && tags.length > 0 ? { ...write, tags: { add: tags } } : write);
  return fault === null || row.write === null
    ? row
    : { ...row, sentence: [row.sentence, fault].filter(Boolean).join(' ') };
}

/** As of somebody who is added by hand: a file names no channel, and nobody is reached by SMS without a number. */
function underFittingChannel(write: ContactWrite): ContactWrite {
  if (write.kind === 'update' || write.identifiers.phone !== undefined || write.identifiers.email === undefined)
    return write;
  return { ...write, channel: 'email' };
}

function tagsIn(cell: string): { tags: string[]; fault: string | null } {
  const written = splitTags(asWritten(storableText(cell)));
  const tags = written.filter((tag) => TagSchema.safeParse(tag).success);
  return { tags, fault: tags.length === written.length ? null : 'A tag of more than 60 letters was left out.' };
}

function told(receipt: Receipt, write: ContactWrite | null): DecidedRow {
  const { decision, candidates } = receipt.identification!;
  switch (decision) {
    case 'conflict': {
      const owners = candidates.map(
        ({ contact, slots }) => `${slots.map((slot) => SLOT_WORDS[slot]).join(' and ')} to ${contact.label}`,
      );
      return { kind: 'conflict', write: null, sentence: `These belong to different people: ${owners.join(', ')}.` };
    }
    case 'stopped':
      return {
        kind: 'refused',
        write: null,
        sentence: 'The User Ns belongs to nobody here. Leave this column out to add the person.',
      };
    case 'unidentified':
      return {
        kind: 'refused',
        write: null,
        sentence: ['There is no phone number or e-mail to know the person by.', ...faultsOf(receipt)].join(' '),
      };
    case 'matched':
    case 'created': {
      const faults = faultsOf(receipt);
      return { kind: decision, write, sentence: faults.length === 0 ? null : faults.join(' ') };
    }
  }
}

/** What cannot be used of the row: `Phone number “12”: …`. */
function faultsOf({ identification, profile, fields }: Receipt): string[] {
  const readings = [
    ...IDENTITY_SLOTS.map((slot) => [slot, identification!.readings[slot]] as const),
    ...(['firstName', 'lastName', 'name'] as const).map((slot) => [slot, profile?.[slot]] as const),
  ];
  return [
    ...readings.flatMap(([slot, reading]) =>
      reading?.verdict === 'invalid' || reading?.verdict === 'blocked'
        ? [`${slotLabel(slot)} left out: ${reading.sentence}`]
        : [],
    ),
    ...fields.flatMap(({ name, verdict, sentence }) =>
      verdict === 'kept-out' || verdict === 'no-field' ? [`${name} left out: ${sentence}`] : [],
    ),
  ];
}

/**
 * A cell that could be a formula is written with an apostrophe in front by whoever exports with care, and digits by whoever wants to keep
 * their leading zero; it is no part of the value.
 */
function asWritten(cell: string): string {
  return /^'(?:[=+\-@\t\r＝＋－＠]|[\d\s()./-]+$)/.test(cell) ? cell.slice(1) : cell;
}

const cellName = (index: number) => `c${index}`;

function isIdentity(slot: string): boolean {
  return (IDENTITY_SLOTS as readonly string[]).includes(slot);
}
