import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { MessageChannelSchema } from './message.ts';

/** Most live messages to one address until the owner says otherwise. */
export const USUAL_PER_ADDRESS = { hour: 5, day: 20 };

/**
 * Settings of a channel. `account` holds what is not secret (account id, sender, host…) by the names in the channel's own list; secrets
 * go in through their own route and never come out.
 */
export const ChannelSettingsSchema = z.strictObject({
  mode: z.enum(['test', 'live']).default('test'),
  account: z.record(z.string().max(40), z.string().max(500)).default({}),
  /** No message leaves between these times on the clocks of the contact, of the business where nobody knows where they live, or of the owner whom a notification is for (SN6); null: at any time. */
  quietHours: z
    .strictObject({
      from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    })
    .nullable()
    .default(null),
  /** Messages a day; the rest is held. */
  dailyCap: z.number().int().min(1).max(100_000).nullable().default(200),
  /** So many within ten minutes are taken for an accident: the rest is held (spike brake). */
  spike: z.number().int().min(1).max(10_000).nullable().default(50),
  /** Most live messages to one address within any hour and any 24 hours; the rest is held (toll fraud, loops). Null: no such limit. */
  perAddress: z
    .strictObject({ hour: z.number().int().min(1).max(1000), day: z.number().int().min(1).max(10_000) })
    .nullable()
    .default(USUAL_PER_ADDRESS),
  /** Two letters each; empty: every country (SMS, calls and WhatsApp only). */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .default([]),
  /** Price of one segment, call or message in the business's currency, for the estimate; null: unknown. */
  price: z.number().min(0).max(1000).nullable().default(null),
  /** Most that live messages may cost between two midnights of the business, by that estimate; what would go beyond it is held. */
  dailyBudget: z.number().min(0.01).max(100_000).nullable().default(null),
});
export type ChannelSettings = z.infer<typeof ChannelSettingsSchema>;

/** Whether a channel sends with the same; what is empty is as if it were not there. */
export function hasSameAccount(
  one: Pick<ChannelSettings, 'account'>,
  other: Pick<ChannelSettings, 'account'>,
): boolean {
  const said = (settings: Pick<ChannelSettings, 'account'>, name: string) => settings.account[name]?.trim() ?? '';
  const names = [...Object.keys(one.account), ...Object.keys(other.account)];
  return names.every((name) => said(one, name) === said(other, name));
}

/**
 * What came of “send me a test”. `waiting`: the provider has taken it, and will say whether it arrived. `passed` where it arrived, or where the
 * provider took it and never says more.
 */
export const ChannelTestSchema = z.object({ state: z.enum(['waiting', 'passed', 'failed']), sentence: z.string() });
export type ChannelTest = z.infer<typeof ChannelTestSchema>;

/** One thing a channel asks the owner for. */
export const CredentialSchema = z.object({
  name: z.string(),
  label: z.string(),
  hint: z.string(),
  isSecret: z.boolean(),
  isRequired: z.boolean(),
  /** A choice and no text: its value is `yes` or empty. */
  isSwitch: z.boolean(),
  /** The provider whose account it belongs to, where other channels may go by the same one; else null. */
  accountAt: z.enum(['Twilio']).nullable(),
  /** For secrets: whether it is stored and can be used. Null for the others, whose values are in `settings.account`. */
  isSet: z.boolean().nullable(),
});

export const ChannelStateSchema = z.object({
  channel: MessageChannelSchema,
  name: z.string(),
  /** What it needs of a contact, and whether it may write first, in one sentence (SN3). */
  sentence: z.string(),
  needs: z.enum(['phone', 'email', 'page-scoped-id', 'nothing']),
  canStart: z.boolean(),
  settings: ChannelSettingsSchema,
  credentials: z.array(CredentialSchema),
  /** Channels whose account at the same provider is complete and is not what this one has: it can be taken over. */
  otherAccounts: z.array(MessageChannelSchema),
  /** Everything that it cannot send without is there. Whether it works, a test tells: without one that has passed it does not go live. */
  isReady: z.boolean(),
  /** Made with what it sends with now; null where there was none since that was changed. */
  lastTest: ChannelTestSchema.extend({ at: InstantSchema }).nullable(),
  /** Its provider is left alone until then, and what is queued waits; null where it is not. */
  rest: z.object({ until: InstantSchema, sentence: z.string() }).nullable(),
  sentToday: z.number().int(),
});
export type ChannelState = z.infer<typeof ChannelStateSchema>;

export const PutChannelSecretSchema = z.strictObject({
  value: z.string().trim().min(1, 'Paste the secret.').max(4096),
});

/** The channel whose account at the provider is taken over, secrets included. */
export const UseChannelAccountSchema = z.strictObject({ from: MessageChannelSchema });

/** To whom the test goes: the owner's own number or address. */
export const TestChannelSchema = z.strictObject({ to: z.string().trim().max(320) });
