import { z } from 'zod';
import { CountrySchema, CurrencySchema, InstantSchema, TimeZoneSchema } from './common.ts';
import { ContactColumnsSchema, FIRST_CONTACT_COLUMNS } from './contact-columns.ts';

/** How the outside world reaches the receiver (TN1). */
export const TunnelChoiceSchema = z.discriminatedUnion('provider', [
  z.strictObject({ provider: z.literal('none') }),
  z.strictObject({
    provider: z.literal('localtunnel'),
    subdomain: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{3,62}$/)
      .nullable()
      .default(null),
  }),
  /**
   * Cloudflare's program, where it is installed. `url`: the address of the owner's own tunnel, whose token is a secret; null takes a random
   * one, anew at each start.
   */
  z.strictObject({
    provider: z.literal('cloudflared'),
    url: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullable()
      .default(null),
  }),
  /** By ngrok's client, which comes with Fieldhook; the token of the account is a secret. `domain`: reserved there, without `https://`. */
  z.strictObject({
    provider: z.literal('ngrok'),
    domain: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/)
      .max(253)
      .nullable()
      .default(null),
  }),
  /** The owner's own reverse proxy or port forwarding, e.g. `https://hooks.example.com`. */
  z.strictObject({ provider: z.literal('own-address'), url: z.url({ protocol: /^https?$/ }).max(500) }),
]);
export type TunnelChoice = z.infer<typeof TunnelChoiceSchema>;

/** The providers that know their customers by a token. */
export const TokenTunnelSchema = z.enum(['cloudflared', 'ngrok']);
export type TokenTunnel = z.infer<typeof TokenTunnelSchema>;

/** Which tokens are stored. They go in and never come out. */
export const TunnelTokensSchema = z.object({ cloudflared: z.boolean(), ngrok: z.boolean() });

/** Letters, digits and what else stands in tokens; a whole command line that was pasted is refused. */
export const PutTunnelTokenSchema = z.strictObject({
  value: z
    .string()
    .trim()
    .min(8)
    .max(4000)
    .regex(/^[\w.=+/-]+$/, 'Paste the token alone, without the command around it.'),
});

/** How long requests and messages are kept (LG3); what is older, or beyond the size, is deleted by itself. Contacts and their values stay. */
export const RetentionSchema = z.strictObject({
  /** Days that the raw text of a request stays. */
  bodyDays: z.number().int().min(1).max(3650).default(30),
  /** Of all raw texts together; the oldest go first. */
  bodyMegabytes: z.number().int().min(10).max(1_000_000).default(1024),
  /** Days that a request stays in the log. */
  requestDays: z.number().int().min(1).max(3650).default(365),
  /** Days that a message that has ended stays, and what a flow that has ended did. Two at least: limits of a day count what left (SN6). */
  messageDays: z.number().int().min(2).max(3650).default(365),
});

/** A name or an address as it stands in a URL, without a port: `printer.lan`, `192.168.1.20`. */
const HostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'Write the name or address only, for example printer.lan.');

export const SettingsSchema = z.strictObject({
  businessName: z.string().trim().max(120).default(''),
  country: CountrySchema.default('GB'),
  timeZone: TimeZoneSchema.default('Europe/London'),
  /** ISO 4217, in which the owner says prices; null: the usual one of the country. */
  currency: CurrencySchema.nullable().default(null),
  /** "This is me": addresses and numbers of the business itself; they never identify a contact (ID11). */
  ownEmails: z.array(z.string().trim().min(3).max(320)).max(50).default([]),
  ownPhones: z.array(z.string().trim().min(3).max(40)).max(50).default([]),
  tunnel: TunnelChoiceSchema.default({ provider: 'localtunnel', subdomain: null }),
  retention: RetentionSchema.prefault({}),
  /** Hosts inside the owner's network that HTTP steps of flows may reach although their addresses are private, e.g. `printer.lan`. */
  allowedHosts: z.array(HostSchema).max(50).default([]),
  /** What the contacts table shows after the name; the same on every screen that is open. */
  contactColumns: ContactColumnsSchema.default([...FIRST_CONTACT_COLUMNS]),
});
export type Settings = z.infer<typeof SettingsSchema>;

/**
 * What replaces the settings says all of them: a key that is left out must not quietly take the owner's addresses with it. Only the columns
 * may be left out and then stay, since they are chosen at the table, also while a form with the rest is open.
 */
export const PutSettingsSchema = z.strictObject({
  businessName: SettingsSchema.shape.businessName.unwrap(),
  country: SettingsSchema.shape.country.unwrap(),
  timeZone: SettingsSchema.shape.timeZone.unwrap(),
  currency: SettingsSchema.shape.currency.unwrap(),
  ownEmails: SettingsSchema.shape.ownEmails.unwrap(),
  ownPhones: SettingsSchema.shape.ownPhones.unwrap(),
  tunnel: SettingsSchema.shape.tunnel.unwrap(),
  retention: z.strictObject({
    bodyDays: RetentionSchema.shape.bodyDays.unwrap(),
    bodyMegabytes: RetentionSchema.shape.bodyMegabytes.unwrap(),
    requestDays: RetentionSchema.shape.requestDays.unwrap(),
    messageDays: RetentionSchema.shape.messageDays.unwrap(),
  }),
  allowedHosts: SettingsSchema.shape.allowedHosts.unwrap(),
  contactColumns: SettingsSchema.shape.contactColumns.unwrap().optional(),
} satisfies Record<keyof Settings, z.ZodType>);
export type PutSettings = z.infer<typeof PutSettingsSchema>;

export const PutContactColumnsSchema = z.strictObject({ columns: SettingsSchema.shape.contactColumns.unwrap() });

/** What other limits would delete within the hour, nothing being deleted by asking. */
export const RetentionPreviewSchema = z.object({
  /** Requests that would leave the log. */
  requests: z.number().int(),
  /** Raw texts that would go, those of such requests included. */
  bodies: z.number().int(),
  messages: z.number().int(),
  /** Ways through flows whose steps would go. */
  runs: z.number().int(),
  /** When the oldest arrived, or was made, that would stay; null where none does. */
  oldestRequest: InstantSchema.nullable(),
  oldestBody: InstantSchema.nullable(),
  oldestMessage: InstantSchema.nullable(),
});
export type RetentionPreview = z.infer<typeof RetentionPreviewSchema>;
