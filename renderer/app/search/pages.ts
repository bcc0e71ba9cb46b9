import {
  type Icon,
  IconArchive,
  IconBuildingStore,
  IconFileImport,
  IconHandStop,
  IconHistory,
  IconInfoCircle,
  IconLifebuoy,
  IconSend,
  IconUpload,
  IconUserCheck,
  IconWand,
  IconWorld,
} from '@tabler/icons-react';
import { sectionAddress } from '#renderer/ui/section-address.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { MESSAGE_CHANNELS } from '#shared/contract/message.ts';
import { PLACES } from '../frame/places.ts';

/** A page, or a part of one, as the search knows it. */
export interface SearchedPage {
  href: string;
  label: string;
  Icon: Icon;
  /** What it is about, beside its name. */
  hint?: string;
  /** Other words that people look for it by. */
  words?: string;
  /** Listed only once something is typed. */
  isDeep?: boolean;
}

const SETUP = {
  href: '/setup',
  label: 'Set up Fieldhook',
  hint: 'Business, public address, a sample',
  Icon: IconWand,
};

const DEEP: readonly SearchedPage[] = [
  {
    href: '/outbox/opt-outs',
    label: 'Who wants no messages',
    words: 'opt-out optout unsubscribe STOP START block list',
    Icon: IconHandStop,
  },
  section('Your business', 'name country time zone currency money dates numbers format', IconBuildingStore),
  section('This is me', 'own e-mail addresses phone numbers', IconUserCheck),
  section('Public address', 'tunnel localtunnel Cloudflare ngrok domain URL interruptions outages', IconWorld),
  section('How long requests and messages are kept', 'retention privacy delete days raw text', IconHistory),
  section('Channels', 'messages live test mode', IconSend),
  section('Backups', 'back up restore copy', IconArchive),
  section('Support', 'help problem file bundle diagnostics', IconLifebuoy),
  section('About', 'version data folder', IconInfoCircle),
  ...MESSAGE_CHANNELS.map((channel) => ({
    href: `/settings/channels/${channel}`,
    label: MESSAGE_CHANNEL_WORDS[channel],
    hint: 'Settings of the channel',
    words: 'channel live test mode quiet hours limit price sender',
    Icon: IconSend,
  })),
];

/** Pages on which something is done that is looked for as such. */
export const IMPORTS: readonly SearchedPage[] = [
  {
    href: '/import',
    label: 'Import webhooks…',
    words: 'configuration file settings move UChat Flochat',
    Icon: IconFileImport,
  },
  { href: '/contacts/import', label: 'Import contacts…', words: 'CSV spreadsheet people', Icon: IconUpload },
];

/** Every other page that is not somebody’s or something’s own. */
export const PAGES: readonly SearchedPage[] = [...PLACES, SETUP, ...DEEP.map((page) => ({ ...page, isDeep: true }))];

function section(title: string, words: string, SectionIcon: Icon): SearchedPage {
  return { href: sectionAddress(title), label: title, hint: 'Settings', words: `open ${words}`, Icon: SectionIcon };
}
