import { IDENTITY_SLOTS, PROFILE_SLOTS, type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { ImportChange } from '#shared/contract/webhook-file.ts';
import { IDENTITY_WORDS, PROFILE_WORDS } from './slot-words.ts';

export interface NameOf {
  field(key: string): string;
  flow(key: string): string;
}

type Lines = Map<string, string>;

/** What differs between two configurations, a line a setting, in the words of the screens; `before` null: against the defaults. */
export function webhookChanges(before: WebhookConfig | null, after: WebhookConfig, name: NameOf): ImportChange[] {
  const old = linesOf(before ?? WebhookConfigSchema.parse({ parser: after.parser }), name);
  const now = linesOf(after, name);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((what) => {
    const [was, is] = [old.get(what) ?? null, now.get(what) ?? null];
    return was === is ? [] : [{ what, before: before === null ? null : was, after: is }];
  });
}

const RECEIVES = { twilio: 'messages and reports of Twilio', messenger: 'messages of Messenger' };

function linesOf(config: WebhookConfig, name: NameOf): Lines {
  const lines: Lines = new Map();
  const put = (what: string, value: string | null) => {
    if (value !== null && value !== '') lines.set(what, value);
  };
  for (const slot of IDENTITY_SLOTS) put(IDENTITY_WORDS[slot], config.identity[slot]);
  for (const slot of PROFILE_SLOTS) put(PROFILE_WORDS[slot], config.profile[slot]);
  for (const { field, path, pattern } of config.fields)
    put(`Field “${name.field(field)}”`, pattern === null ? path : `${path}, written as ${pattern}`);
  put('Whole request goes to', config.payloadField && name.field(config.payloadField));
  put('One contact per item of', config.itemsPath);
  put('Texts read as JSON', config.openStrings.join(', '));
  if (config.receives !== 'data') put('What arrives', RECEIVES[config.receives]);
  put('Channel', config.channel);
  put('Flow', config.flow && name.flow(config.flow));
  put('Who it is about', config.identification);
  put('Known contacts', config.onMatch);
  put('Country', config.defaultCountry);
  put('Countries without a plus', config.plusCountries.join(', '));
  put('Time zone', config.timeZone);
  put('Decimal sign', config.numberFormat);
  put('Messages on changed rows', config.holdOnDrift ? 'wait for you' : 'go out');
  put('Limit', config.limit ? `${config.limit.requests} requests in ${config.limit.hours} hours` : 'none');
  put(
    'Proof of the sender',
    Object.values(config.verify)
      .map((part) => (typeof part === 'object' ? JSON.stringify(part) : part))
      .join(' · '),
  );
  put('Parsing rules', String(config.parser));
  return lines;
}
