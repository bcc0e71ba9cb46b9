import type { VerifyScheme } from './verify.ts';

/**
 * What a scheme protects. A: number, moment and content of a request are signed. B: moment and content. C: content (and for some the
 * address), no moment. D: the content is not covered at all.
 */
export const TIERS = {
  A: {
    name: 'Full',
    sentence:
      'Forged, changed and outdated requests are refused, and a request that comes twice is recognised by its signed number.',
  },
  B: {
    name: 'Strong',
    sentence: 'Forged, changed and outdated requests are refused.',
  },
  C: {
    name: 'Good',
    sentence: 'Forged and changed requests are refused. The time is not signed, so an old request could be sent again.',
  },
  D: {
    name: 'Sender only',
    sentence: 'Strangers are refused, but the content is not signed: whoever has seen one request could send others.',
  },
} as const;
export type Tier = keyof typeof TIERS;

/** `verifyToken` is what Meta shows when it asks whether an address is ours; everything else is a `secret`. */
export type SecretName = 'secret' | 'verifyToken';

export interface SecretGuide {
  name: SecretName;
  /** What the sender calls it. */
  label: string;
  /** Where to find it, in one sentence. */
  where: string;
  /** `handshake`: the sender sends it once by itself, and nobody has to paste it. */
  from: 'owner' | 'handshake';
}

export interface SchemeGuide {
  name: string;
  secrets: readonly SecretGuide[];
  /** Null for `none`; for `generic` that of its simplest form, which signs the body alone. */
  tier: Tier | null;
  /** False while the recipe is known from third parties only and was not seen at the vendor’s. */
  confirmed: boolean;
  /** Whether the sender asks a question of its own when the address is entered there. */
  handshake: boolean;
  /** Whether the signature covers the public address, so that a new address has to be entered at the sender before it works. */
  signsAddress: boolean;
}

const secret = (label: string, where: string): readonly SecretGuide[] => [
  { name: 'secret', label, where, from: 'owner' },
];

const PRESET = { confirmed: true, handshake: false, signsAddress: false } as const;

/** For the screens: what each scheme is called, protects and needs. */
export const VERIFY_GUIDE: Readonly<Record<VerifyScheme, SchemeGuide>> = {
  none: { ...PRESET, name: 'No signature', tier: null, secrets: [] },
  'standard-webhooks': {
    ...PRESET,
    name: 'Standard Webhooks',
    tier: 'A',
    secrets: secret(
      'Signing secret',
      'It is in the sender’s webhook settings and starts with whsec_, or with whpk_ if it is a public key.',
    ),
  },
  svix: {
    ...PRESET,
    name: 'Svix',
    tier: 'A',
    secrets: secret('Signing secret', 'It is on the endpoint’s page at the sender and starts with whsec_.'),
  },
  stripe: {
    ...PRESET,
    name: 'Stripe',
    tier: 'B',
    secrets: secret(
      'Signing secret',
      'It is on the endpoint’s page in the Stripe Dashboard, under Webhooks, and starts with whsec_.',
    ),
  },
  shopify: {
    ...PRESET,
    name: 'Shopify',
    tier: 'C',
    secrets: secret(
      'Client secret',
      'It is the client secret of your app; for webhooks made in the admin it stands below the list under Settings, Notifications, Webhooks.',
    ),
  },
  github: {
    ...PRESET,
    name: 'GitHub',
    tier: 'C',
    secrets: secret('Secret', 'It is what you typed into Secret when you added the webhook at GitHub.'),
  },
  woocommerce: {
    ...PRESET,
    name: 'WooCommerce',
    tier: 'C',
    handshake: true,
    secrets: secret('Secret', 'It is on the webhook’s page under WooCommerce, Settings, Advanced, Webhooks.'),
  },
  calendly: {
    ...PRESET,
    name: 'Calendly',
    tier: 'B',
    secrets: secret(
      'Webhook signing key',
      'It is the signing key given when the webhook subscription was made, or the one of your Calendly app.',
    ),
  },
  calcom: {
    ...PRESET,
    name: 'Cal.com',
    tier: 'C',
    secrets: secret(
      'Secret',
      'It is what you typed into Secret on the webhook’s page in Cal.com; without one Cal.com does not sign.',
    ),
  },
  typeform: {
    ...PRESET,
    name: 'Typeform',
    tier: 'C',
    secrets: secret(
      'Secret',
      'It is what you typed into Secret in the webhook’s settings, under Connect, Webhooks of the form.',
    ),
  },
  twilio: {
    ...PRESET,
    name: 'Twilio',
    tier: 'C',
    signsAddress: true,
    secrets: secret('Auth Token', 'It is in the account information on the first page of the Twilio Console.'),
  },
  slack: {
    ...PRESET,
    name: 'Slack',
    tier: 'B',
    handshake: true,
    secrets: secret('Signing Secret', 'It is under Basic Information, App Credentials of your Slack app.'),
  },
  square: {
    ...PRESET,
    name: 'Square',
    tier: 'C',
    signsAddress: true,
    secrets: secret('Signature key', 'It is on the page of the webhook subscription in the Square Developer Console.'),
  },
  paddle: {
    ...PRESET,
    name: 'Paddle',
    tier: 'B',
    secrets: secret(
      'Secret key',
      'It is in the notification destination under Developer tools, Notifications in Paddle.',
    ),
  },
  zoom: {
    ...PRESET,
    name: 'Zoom',
    tier: 'B',
    handshake: true,
    secrets: secret('Secret Token', 'It is among the features of your app in the Zoom App Marketplace.'),
  },
  hubspot: {
    ...PRESET,
    name: 'HubSpot',
    tier: 'B',
    signsAddress: true,
    secrets: secret('Client secret', 'It is on the Auth page of your HubSpot app.'),
  },
  mailgun: {
    ...PRESET,
    name: 'Mailgun',
    tier: 'D',
    secrets: secret(
      'HTTP webhook signing key',
      'It is under Sending, Webhooks or in the API security settings of your Mailgun account.',
    ),
  },
  intercom: {
    ...PRESET,
    name: 'Intercom',
    tier: 'C',
    confirmed: false,
    secrets: secret('Client secret', 'It is on the Basic information page of your app in the Intercom Developer Hub.'),
  },
  meta: {
    ...PRESET,
    name: 'Meta (Facebook, Instagram, WhatsApp)',
    tier: 'C',
    handshake: true,
    secrets: [
      {
        name: 'secret',
        label: 'App secret',
        where: 'It is under App settings, Basic of your Meta app.',
        from: 'owner',
      },
      {
        name: 'verifyToken',
        label: 'Verify token',
        where: 'It is a text of your own choice: type the same one here and into Verify token at Meta.',
        from: 'owner',
      },
    ],
  },
  asana: {
    ...PRESET,
    name: 'Asana',
    tier: 'C',
    handshake: true,
    secrets: [
      {
        name: 'secret',
        label: 'Hook secret',
        where: 'Asana sends it by itself: press Connect here, and make the webhook at Asana within ten minutes.',
        from: 'handshake',
      },
    ],
  },
  dropbox: {
    ...PRESET,
    name: 'Dropbox',
    tier: 'C',
    handshake: true,
    secrets: secret('App secret', 'It is on the Settings page of your app in the Dropbox App Console.'),
  },
  generic: {
    ...PRESET,
    name: 'Another signature (HMAC)',
    tier: 'C',
    secrets: secret('Secret', 'It is the signing secret or key that the sender shows for this webhook.'),
  },
  basic: {
    ...PRESET,
    name: 'User name and password',
    tier: 'D',
    secrets: secret('Password', 'It is a text of your own choice: type the same one here and at the sender.'),
  },
  bearer: {
    ...PRESET,
    name: 'Bearer token',
    tier: 'D',
    secrets: secret('Token', 'It is the token that the sender puts into the Authorization header.'),
  },
  header: {
    ...PRESET,
    name: 'Secret in a header',
    tier: 'D',
    secrets: secret('Value', 'It is the value that the sender puts into the header.'),
  },
};
