import type { FieldType } from '#shared/contract/field.ts';
import { FIELD_TYPES } from '#shared/contract/field.ts';
import {
  IDENTITY_SLOTS,
  type IdentitySlot,
  type WebhookConfig,
  WebhookConfigSchema,
} from '#shared/contract/webhook.ts';
import { WEBHOOK_FILE_FORMAT, WEBHOOK_FILE_VERSION, type WebhookFile } from '#shared/contract/webhook-file.ts';
import { AppError } from '#shared/errors.ts';
import { fieldKeyFor } from '../store/field-key.ts';
import { foldName } from '../store/fold-name.ts';

const SLOTS: Record<string, IdentitySlot> = {
  'user ns': 'userNs',
  'crm contact id': 'crmContactId',
  phone: 'phone',
  email: 'email',
  'e-mail': 'email',
};

const MOST_LINES = 300;

/**
 * The settings of an inbound webhook of UChat, Flochat and the like as they stand on its page, one a line: `Name: Bookings`, the four paths
 * (`Phone: $.phone`), and a row for each custom field (`Booking start ← $.start`, also `<-`, `=` or a tab). A field that exists here has
 * its type; for another one it may be written behind the name, as in `Start (datetime)`, and is text otherwise. Throws INVALID_INPUT
 * that names the line.
 */
export function readSettingsForm(
  text: string,
  known: readonly { name: string; type: FieldType }[],
  business: Pick<WebhookConfig, 'defaultCountry' | 'timeZone' | 'parser'>,
): WebhookFile {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > MOST_LINES) throw new AppError('INVALID_INPUT', `This form has more than ${MOST_LINES} lines.`);
  const identity: Record<IdentitySlot, string | null> = { userNs: null, crmContactId: null, phone: null, email: null };
  const fields: WebhookFile['fields'] = [];
  const rows: { field: string; path: string }[] = [];
  let name = '';
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const said = /^\s*(.{1,200}?)\s*(?:←|<-|:|=|\t)\s*(.*?)\s*$/u.exec(line);
    const refuse = (why: string) => new AppError('INVALID_INPUT', `Line ${index + 1}: ${why}`);
    if (said === null) throw refuse('Write a name, an arrow or a colon, and a path, for example “Phone: $.phone”.');
    const [, head = '', value = ''] = said;
    const word = foldName(head).replace(/[\s_]+/g, ' ');
    const slot = Object.hasOwn(SLOTS, word) ? SLOTS[word] : undefined;
    if (word === 'name') {
      if (name !== '') throw refuse('The name is there twice.');
      name = value;
    } else if (slot !== undefined) {
      if (identity[slot] !== null) throw refuse(`“${head}” is there twice.`);
      identity[slot] = value === '' ? null : value;
    } else if (value !== '') {
      const field = fieldOf(head, known);
      if (fields.some((other) => foldName(other.name) === foldName(field.name)))
        throw refuse(`“${field.name}” is there twice.`);
      const key = fieldKeyFor(field.name, (candidate) => fields.some((other) => other.key === candidate));
      fields.push({ key, ...field });
      rows.push({ field: key, path: value });
    }
  }
  if (name === '')
    throw new AppError('INVALID_INPUT', 'Give the webhook a name: write a line such as “Name: Bookings”.');
  if (IDENTITY_SLOTS.every((slot) => identity[slot] === null))
    throw new AppError(
      'INVALID_INPUT',
      'Write at least one of User Ns, CRM Contact Id, Phone and Email, each with its path.',
    );
  const config = WebhookConfigSchema.safeParse({ ...business, identity, fields: rows });
  if (!config.success || name.length > 120)
    throw new AppError('INVALID_INPUT', 'The name, a path or the number of rows is too long for a webhook.');
  return {
    format: WEBHOOK_FILE_FORMAT,
    version: WEBHOOK_FILE_VERSION,
    fields,
    flows: [],
    webhooks: [{ name, config: config.data, sample: null }],
  };
}

function fieldOf(head: string, known: readonly { name: string; type: FieldType }[]): { name: string; type: FieldType } {
  const typed = /^(.+?)\s*\((\w+)\)$/u.exec(head);
  const word = typed?.[2]?.toLowerCase();
  const type = word === 'array' ? 'json' : FIELD_TYPES.find((one) => one === word);
  if (typed?.[1] !== undefined && type !== undefined) return { name: typed[1].slice(0, 120), type };
  const name = head.slice(0, 120);
  return { name, type: known.find((field) => foldName(field.name) === foldName(name))?.type ?? 'text' };
}
