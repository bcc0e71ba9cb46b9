import { z } from 'zod';

/** How a webhook knows that a request comes from its sender (RC7). Secrets are kept apart and never part of this. */
export const VERIFY_SCHEMES = [
  'none',
  'standard-webhooks',
  'svix',
  'stripe',
  'shopify',
  'github',
  'woocommerce',
  'calendly',
  'calcom',
  'typeform',
  'twilio',
  'slack',
  'square',
  'paddle',
  'zoom',
  'hubspot',
  'mailgun',
  'intercom',
  'meta',
  'asana',
  'dropbox',
  'generic',
  'basic',
  'bearer',
  'header',
] as const;
export const VerifySchemeSchema = z.enum(VERIFY_SCHEMES);
export type VerifyScheme = z.infer<typeof VerifySchemeSchema>;

/** RFC 9110, 5.6.2: what may be the name of a header. */
const HeaderNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/,
    'A header name has letters, digits and hyphens, without spaces or a colon.',
  );

const DAY = 86_400;

/** How far the signed time may be from this computer’s clock, in seconds, either way. */
const tolerance = (seconds: number, most = DAY) => z.number().int().min(5).max(most).default(seconds);

const timed = <Scheme extends VerifyScheme>(scheme: Scheme, seconds: number, most?: number) =>
  z.strictObject({ scheme: z.literal(scheme), toleranceSeconds: tolerance(seconds, most) });

/** A header that holds several named values, such as `t=1700000000,v1=5257a869…`. */
const SignatureListSchema = z.strictObject({
  separator: z.enum([',', ';']).default(','),
  signatureKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,20}$/)
    .default('v1'),
  timestampKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,20}$/)
    .nullable()
    .default('t'),
});

const GenericSchema = z
  .strictObject({
    scheme: z.literal('generic'),
    /** The header that holds the signature. */
    header: HeaderNameSchema.default('X-Signature'),
    algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
    encoding: z.enum(['hex', 'base64', 'base64url']).default('hex'),
    /** Text directly in front of each signature, such as `sha256=`. */
    prefix: z
      .string()
      .regex(/^[\x21-\x7e]{0,40}$/, 'At most 40 letters, digits and signs, without spaces.')
      .default(''),
    /** Null where the header holds one signature and nothing else. */
    list: SignatureListSchema.nullable().default(null),
    /** What is signed, with the placeholders `{id}`, `{ts}`, `{url}` and `{body}`. */
    template: z.string().min(1).max(200).default('{body}'),
    idHeader: HeaderNameSchema.nullable().default(null),
    timestampHeader: HeaderNameSchema.nullable().default(null),
    timestampUnit: z.enum(['s', 'ms']).default('s'),
    toleranceSeconds: tolerance(300),
    /** A header that tells apart kinds of requests with the same body; it need not be signed. */
    topicHeader: HeaderNameSchema.nullable().default(null),
    /** How the secret is written. */
    secretEncoding: z.enum(['text', 'hex', 'base64']).default('text'),
  })
  .superRefine(checkGeneric);
export type GenericVerify = z.infer<typeof GenericSchema>;

interface TemplateSources {
  template: string;
  idHeader: string | null;
  timestampHeader: string | null;
  list: { timestampKey: string | null } | null;
}

/** Each placeholder has its one source, and each source its placeholder: what is not signed must not look as if it were. */
function checkGeneric(generic: TemplateSources, context: z.RefinementCtx): void {
  const fault = (path: keyof TemplateSources, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  const times = (placeholder: string) => generic.template.split(placeholder).length - 1;
  const unknown = generic.template.replace(/\{(?:id|ts|url|body)\}/g, '').match(/[{}]/);
  if (unknown) fault('template', 'The placeholders are {id}, {ts}, {url} and {body}.');
  if (times('{body}') !== 1) fault('template', 'The template needs {body} once, or the content could be anything.');
  for (const once of ['{id}', '{ts}', '{url}']) if (times(once) > 1) fault('template', `Write ${once} only once.`);

  if (times('{id}') === 1 && generic.idHeader === null) fault('idHeader', 'Name the header that holds the {id}.');
  if (times('{id}') === 0 && generic.idHeader !== null)
    fault('idHeader', 'Without {id} in the template the id is not signed.');

  const hasKey = generic.list !== null && generic.list.timestampKey !== null;
  const hasHeader = generic.timestampHeader !== null;
  if (hasKey && hasHeader)
    fault('timestampHeader', 'The time is either in a header of its own or in the list, not in both.');
  if (times('{ts}') === 1 && !hasKey && !hasHeader) fault('timestampHeader', 'Name the header that holds the {ts}.');
  if (times('{ts}') === 0 && hasHeader)
    fault('timestampHeader', 'Without {ts} in the template the time is not signed.');
  if (times('{ts}') === 0 && hasKey) fault('list', 'Without {ts} in the template the time in the list is not signed.');
}

export const VerifySchema = z.discriminatedUnion('scheme', [
  z.strictObject({ scheme: z.literal('none') }),
  z.strictObject({
    scheme: z.enum([
      'shopify',
      'github',
      'woocommerce',
      'calcom',
      'typeform',
      'twilio',
      'square',
      'intercom',
      'meta',
      'asana',
      'dropbox',
    ]),
  }),
  timed('standard-webhooks', 300),
  timed('svix', 300),
  timed('stripe', 300),
  timed('calendly', 180),
  timed('slack', 300),
  // Paddle’s own SDK allows 5 s, which a desktop clock does not always keep.
  timed('paddle', 60, 300),
  timed('zoom', 300),
  timed('hubspot', 300),
  timed('mailgun', 900),
  GenericSchema,
  z.strictObject({ scheme: z.literal('bearer') }),
  z.strictObject({
    scheme: z.literal('basic'),
    username: z
      .string()
      .regex(/^[^:\p{Cc}]{1,100}$/u, 'A user name has no colon.')
      .default('fieldhook'),
  }),
  z.strictObject({ scheme: z.literal('header'), header: HeaderNameSchema.default('X-Webhook-Secret') }),
]);
export type Verify = z.infer<typeof VerifySchema>;
