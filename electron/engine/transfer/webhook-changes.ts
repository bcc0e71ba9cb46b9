import { CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { VERIFY_GUIDE } from '#shared/contract/verify-guide.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import type { ImportChange } from '#shared/contract/webhook-file.ts';
import {
  IDENTIFICATION_WORDS,
  NUMBER_FORMAT_WORDS,
  ON_MATCH_WORDS,
  sayTransform,
} from '#shared/contract/webhook-words.ts';
import { sayCount } from '#shared/local-form/say-number.ts';

/** How what is here is called and written. */
export interface NameOf {
  field(key: string): string;
  flow(key: string): string;
  locale: string;
}

interface Line {
  text: string;
  isPath: boolean;
}

type Lines = Map<string, Line>;

/** What differs between two configurations, a line a setting, in the words of the screens; `before` null: against the defaults. */
export function webhookChanges(before: WebhookConfig | null, after: WebhookConfig, name: NameOf): ImportChange[] {
  const old = linesOf(before ?? WebhookConfigSchema.parse({ parser: after.parser }), name);
  const now = linesOf(after, name);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((what) => {
    const [was, is] = [old.get(what) ?? null, now.get(what) ?? null];
    if (was?.text === is?.text) return [];
    const texts = { what, before: before === null ? null : (was?.text ?? null), after: is?.text ?? null };
    return [(is ?? was)?.isPath ? { ...texts, isPath: true } : texts];
  });
}

function sayLimit({ requests, hours }: NonNullable<WebhookConfig['limit']>, locale: string): string {
  const many = (count: number, noun: string) => `${sayCount(count, locale)} ${noun}${count === 1 ? '' : 's'}`;
  return `${many(requests, 'request')} in ${many(hours, 'hour')}`;
}

const RECEIVES = { twilio: 'messages and reports of Twilio', messenger: 'messages of Messenger' };

function linesOf(config: WebhookConfig, name: NameOf): Lines {
  const lines: Lines = new Map();
  const put = (what: string, text: string | null, isPath = false) => {
    if (text !== null && text !== '') lines.set(what, { text, isPath });
  };
  const putPath = (what: string, path: string | null) => put(what, path, true);
  for (const slot of IDENTITY_SLOTS) putPath(SLOT_LABELS[slot], config.identity[slot]);
  for (const slot of PROFILE_SLOTS) putPath(SLOT_LABELS[slot], config.profile[slot]);
  for (const { field, path, pattern, transforms = [] } of config.fields) {
    const row = `Field “${name.field(field)}”`;
    putPath(row, path);
    put(`${row}: how its date is written`, pattern);
    put(`${row}: before it is filed`, transforms.map(sayTransform).join(' · '));
  }
  put('Whole request goes to', config.payloadField && name.field(config.payloadField));
  putPath('One contact per item of', config.itemsPath);
  putPath('Texts read as JSON', config.openStrings.join(', '));
  if (config.receives !== 'data') put('What arrives', RECEIVES[config.receives]);
  put('Channel', CHANNEL_WORDS[config.channel]);
  put('Flow', config.flow && name.flow(config.flow));
  put('Whom a request is about', IDENTIFICATION_WORDS[config.identification]);
  put('When the contact is known already', ON_MATCH_WORDS[config.onMatch]);
  put('Country', config.defaultCountry);
  put('Countries without a plus', config.plusCountries.join(', '));
  put('Time zone', config.timeZone);
  put('How numbers are written', NUMBER_FORMAT_WORDS[config.numberFormat]);
  put('Messages on changed rows', config.holdOnDrift ? 'wait for you' : 'go out');
  put('Limit', config.limit ? sayLimit(config.limit, name.locale) : 'none');
  const { scheme, ...proof } = config.verify;
  const settings = Object.values(proof).map((part) => (typeof part === 'object' ? JSON.stringify(part) : part));
  put('Proof of the sender', [VERIFY_GUIDE[scheme].name, ...settings].join(' · '));
  put('Parsing rules', String(config.parser));
  return lines;
}
