import {
  IconArrowsSplit2,
  IconForms,
  IconHelp,
  IconListDetails,
  IconMailForward,
  IconRoute,
  IconSettings,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';

/** The pages of the navigation. `holds` tells which paths belong to each. */
export const PLACES = [
  { href: '/', label: 'Webhooks', Icon: IconWebhook, holds: /^\/(webhooks\/.*|import)?$/ },
  { href: '/contacts', label: 'Contacts', Icon: IconUsers, holds: /^\/contacts/ },
  { href: '/conflicts', label: 'Conflicts', Icon: IconArrowsSplit2, holds: /^\/conflicts/ },
  { href: '/flows', label: 'Flows', Icon: IconRoute, holds: /^\/flows/ },
  { href: '/fields', label: 'Fields', Icon: IconForms, holds: /^\/fields/ },
  { href: '/outbox', label: 'Outbox', Icon: IconMailForward, holds: /^\/outbox/ },
  { href: '/log', label: 'Log', Icon: IconListDetails, holds: /^\/log/ },
  { href: '/settings', label: 'Settings', Icon: IconSettings, holds: /^\/(settings|setup)/ },
  { href: '/help', label: 'Help', Icon: IconHelp, holds: /^\/help/ },
] as const;
