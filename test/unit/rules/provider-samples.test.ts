import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBody } from '#engine/formats/parse-body.ts';
import { mapFields } from '#engine/mapping/map-fields.ts';
import { decideDelivery } from '#engine/process/decide-delivery.ts';
import { buildTree, pathOf } from '#renderer/json-tree/model.ts';
import { scalarText } from '#renderer/json-tree/search.ts';
import { visibleRows } from '#renderer/json-tree/visible-rows.ts';
import { bestPath } from '#renderer/ui/path/path-notes.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { NEWEST_PARSER, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { pathReader } from '#shared/json-path/read-path.ts';
import { DEFAULT_LOCALE } from '#shared/local-form/local-form.ts';
import { nothingDecided } from './people.ts';

/** Payloads that providers publish lie beside the project where it is developed; they are no part of it. */
const SAMPLES = new URL('../../../../shared/samples/', import.meta.url);
const isThere = existsSync(SAMPLES);

interface Sample {
  name: string;
  contentType: string;
  body: Uint8Array;
}

function readSamples(): Sample[] {
  const files = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.meta.json'))
    .map((file) => {
      const name = file.slice(0, -'.meta.json'.length);
      const body = files.find((other) => other.startsWith(`${name}.`) && other !== file)!;
      const { contentType } = JSON.parse(readFileSync(new URL(file, SAMPLES), 'utf8')) as { contentType: string };
      return { name, contentType, body: readFileSync(new URL(body, SAMPLES)) };
    });
}

function parse({ body, contentType }: Sample) {
  return parseBody({ body, headers: [], contentType, query: '' }, NEWEST_PARSER);
}

const samples = isThere ? readSamples() : [];
const isForm = ({ contentType }: Sample) => contentType.startsWith('application/x-www-form-urlencoded');
const isMultipart = ({ contentType }: Sample) => contentType.startsWith('multipart/form-data');
const isXml = ({ contentType }: Sample) => contentType.startsWith('application/xml');

function formatOf(sample: Sample): string {
  if (isForm(sample)) return 'form';
  if (isMultipart(sample)) return 'multipart';
  return isXml(sample) ? 'xml' : 'json';
}

/** What an owner would click in each of them, and by what the person is then identified. */
const MAPPINGS: Record<
  string,
  { identity: Record<string, string>; profile?: Record<string, string>; by: string; country?: string }
> = {
  'calcom/BOOKING_CREATED': {
    identity: { email: '$.payload.attendees[0].email' },
    profile: { name: '$.payload.attendees[0].name' },
    by: 'email',
  },
  'calendly/invitee.created': {
    identity: { email: '$.payload.email', phone: '$.payload.text_reminder_number' },
    profile: { name: '$.payload.name' },
    by: 'email',
  },
  'elementor/form_advanced_data': {
    identity: { phone: '$.fields.phone.value', email: '$.fields.email.value' },
    profile: { name: '$.fields.name.value' },
    by: 'phone',
    country: 'BR',
  },
  'intercom/contact_notification_event': {
    identity: { crmContactId: '$.data.item.external_id', email: '$.data.item.email' },
    by: 'email',
  },
  'mailchimp/subscribe': {
    identity: { email: '$.data.email' },
    profile: { firstName: '$.data.merges.FNAME' },
    by: 'email',
  },
  'plivo/sms_inbound': { identity: { phone: '$.From' }, by: 'phone', country: 'US' },
  'recurly/new_subscription_notification': {
    identity: { email: '$.new_subscription_notification.account.email' },
    profile: { firstName: '$.new_subscription_notification.account.first_name' },
    by: 'email',
  },
  'shopify/orders_create': {
    identity: { phone: '$.billing_address.phone', email: '$.email' },
    profile: { firstName: '$.billing_address.first_name' },
    by: 'email',
  },
  'twilio/sms_inbound': { identity: { phone: '$.From' }, by: 'phone' },
  'twilio/voice_callback': { identity: { phone: '$.Caller' }, by: 'phone' },
  'typeform/form_response': { identity: { email: "$.form_response.answers[?@.type=='email'].email" }, by: 'email' },
  'woocommerce/customer.created': { identity: { crmContactId: '$.id', email: '$.email' }, by: 'email' },
};

/** What a click on each single value gives, and the text that is to be stored of it; blank values are kept out (CV1). */
function clicksOn(root: JsonValue): { path: string; text: string }[] {
  const model = buildTree(root);
  return visibleRows(model, () => true).flatMap((node) => {
    const value = model.values[node]!;
    const text = value === null ? null : scalarText(value);
    return text === null || text.trim() === '' ? [] : [{ path: bestPath(pathOf(model, node), root), text }];
  });
}

/** As many rows as a webhook can have. */
const MOST_ROWS = 200;

describe.skipIf(!isThere)('payloads of providers', () => {
  it.each(samples)('PA2 PA4 CV3 a click on any value of $name stores that very value', (sample) => {
    const parsed = parse(sample);
    if (!parsed.ok) throw new Error(parsed.sentence);
    const clicks = clicksOn(parsed.value).slice(0, MOST_ROWS);
    const fields = clicks.map((_, index) => ({ key: `f${index}`, name: `Field ${index}`, type: 'text' as const }));
    const config = WebhookConfigSchema.parse({
      fields: clicks.map(({ path }, index) => ({ field: `f${index}`, path })),
    });
    const { writes } = mapFields(pathReader(parsed.value), config, fields, {}, DEFAULT_LOCALE);
    expect(clicks.map(({ path }, index) => [path, writes[`f${index}`]?.text])).toEqual(
      clicks.map(({ path, text }) => [path, text]),
    );
    expect(clicks.length).toBeGreaterThan(0);
  });

  it.each(['json', 'form', 'multipart', 'xml'])('RC3 there are samples of %s to read', (format) => {
    expect(samples.filter((sample) => formatOf(sample) === format)).not.toEqual([]);
  });

  it.each(samples)('RC3 reads $name', (sample) => {
    expect(parse(sample)).toMatchObject({ ok: true, format: formatOf(sample), note: null });
  });

  it.each(Object.entries(MAPPINGS))(
    'ID5 ID6 finds the person in %s',
    (name, { identity, profile = {}, by, country = 'GB' }) => {
      const sample = samples.find((known) => known.name === name)!;
      const { receipt, write } = decideDelivery(
        {
          parsed: parse(sample),
          config: WebhookConfigSchema.parse({
            identity,
            profile,
            fields: [{ field: 'any', path: '$.*' }],
            payloadField: 'all',
            defaultCountry: country,
          }),
          configVersion: 1,
          fields: [
            { key: 'any', name: 'Any', type: 'json' },
            { key: 'all', name: 'All', type: 'json' },
          ],
          settings: SettingsSchema.parse({}),
        },
        () => null,
        nothingDecided,
      );
      expect(receipt.identification).toMatchObject({ decision: 'created', by });
      expect(Object.keys(write?.profile ?? {})).toEqual(Object.keys(profile));
      expect(receipt.fields.map(({ verdict }) => verdict)).toEqual(['set', 'set']);
    },
  );
});
