import type { FieldType } from '#shared/contract/field.ts';
import { type SettingsForm, SettingsFormSchema } from '#shared/contract/settings-form.ts';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { WEBHOOK_FILE_FORMAT, WEBHOOK_FILE_VERSION, type WebhookFile } from '#shared/contract/webhook-file.ts';
import { AppError } from '#shared/errors.ts';
import { formFaults } from '#shared/settings-form/form-faults.ts';
import { readSettingsText } from '#shared/settings-form/read-settings-text.ts';
import { fieldKeyFor } from '../store/field-key.ts';

type Business = Pick<WebhookConfig, 'defaultCountry' | 'timeZone' | 'parser'>;

/** The settings form of another platform as a file. Throws INVALID_INPUT with every fault; pointers go into `{ form }`. */
export function fileOfForm(form: SettingsForm, business: Business): WebhookFile {
  const faults = formFaults(form);
  if (faults.length > 0) {
    const details = faults.map(({ isMissing: _, ...fault }) => ({ ...fault, pointer: `/form${fault.pointer}` }));
    throw new AppError('INVALID_INPUT', faults[0]!.message, details);
  }
  const keys = new Set<string>();
  const fields = form.fields.map(({ name, type }) => {
    const key = fieldKeyFor(name, (candidate) => keys.has(candidate));
    keys.add(key);
    return { key, name, type };
  });
  const rows = form.fields.map(({ path }, index) => ({ field: fields[index]!.key, path }));
  return {
    format: WEBHOOK_FILE_FORMAT,
    version: WEBHOOK_FILE_VERSION,
    fields,
    flows: [],
    webhooks: [
      {
        name: form.name,
        config: WebhookConfigSchema.parse({ ...business, identity: form.identity, fields: rows }),
        sample: null,
      },
    ],
  };
}

/** The same from its lines as text. Throws INVALID_INPUT that names the first line which cannot be read, or what the form lacks. */
export function fileOfFormText(
  text: string,
  known: readonly { name: string; type: FieldType }[],
  business: Business,
): WebhookFile {
  const { form, faults } = readSettingsText(text, known);
  const [first] = faults;
  if (first !== undefined) throw new AppError('INVALID_INPUT', `Line ${first.line}: ${first.message}`);
  if (form.name === '')
    throw new AppError('INVALID_INPUT', 'Give the webhook a name: write a line such as “Name: Bookings”.');
  const checked = SettingsFormSchema.safeParse(form);
  if (!checked.success)
    throw new AppError('INVALID_INPUT', 'The name, a path or the number of rows is too long for a webhook.');
  return fileOfForm(checked.data, business);
}
