import { z } from 'zod';
import { CountrySchema, TimeZoneSchema } from './common.ts';

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
  /** The owner's own reverse proxy or port forwarding, e.g. `https://hooks.example.com`. */
  z.strictObject({ provider: z.literal('own-address'), url: z.url({ protocol: /^https?$/ }).max(500) }),
]);
export type TunnelChoice = z.infer<typeof TunnelChoiceSchema>;

export const SettingsSchema = z.strictObject({
  businessName: z.string().trim().max(120).default(''),
  country: CountrySchema.default('GB'),
  timeZone: TimeZoneSchema.default('Europe/London'),
  /** "This is me": addresses and numbers of the business itself; they never identify a contact (ID11). */
  ownEmails: z.array(z.string().trim().min(3).max(320)).max(50).default([]),
  ownPhones: z.array(z.string().trim().min(3).max(40)).max(50).default([]),
  tunnel: TunnelChoiceSchema.default({ provider: 'localtunnel', subdomain: null }),
});
export type Settings = z.infer<typeof SettingsSchema>;

/** What replaces the settings says all of them: a key that is left out must not quietly take the owner's addresses with it. */
export const PutSettingsSchema = z.strictObject({
  businessName: SettingsSchema.shape.businessName.unwrap(),
  country: SettingsSchema.shape.country.unwrap(),
  timeZone: SettingsSchema.shape.timeZone.unwrap(),
  ownEmails: SettingsSchema.shape.ownEmails.unwrap(),
  ownPhones: SettingsSchema.shape.ownPhones.unwrap(),
  tunnel: SettingsSchema.shape.tunnel.unwrap(),
} satisfies Record<keyof Settings, z.ZodType>);
