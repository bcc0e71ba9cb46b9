import { type ChannelSettings, type ChannelState, hasSameAccount } from '#shared/contract/channel.ts';
import { missingFor } from './channel-draft.ts';

/** What comes before a channel can be live, in a sentence; a test is then the way there, unless something is missing. */
export interface BeforeLive {
  sentence: string;
  isByTest: boolean;
}

/** Null where nothing is in the way: it is live, or a test has passed with what it sends with. */
export function beforeLive(channel: ChannelState, draft: ChannelSettings): BeforeLive | null {
  const missing = missingFor(channel, draft);
  if (missing.length > 0) {
    const names = new Intl.ListFormat('en').format(missing);
    return { sentence: `Before it can be live, it still needs: ${names}.`, isByTest: false };
  }
  if (channel.settings.mode === 'live') return null;
  if (!hasSameAccount(channel.settings, draft)) {
    return {
      sentence: 'Before it can be live, save the account above and send yourself a test with it.',
      isByTest: true,
    };
  }
  switch (channel.lastTest?.state) {
    case 'passed':
      return null;
    case 'waiting':
      return { sentence: 'It can be live once the test has arrived.', isByTest: true };
    case 'failed':
      return { sentence: 'The last test did not go through. It can be live once one has.', isByTest: true };
    default:
      return {
        sentence: 'Before it can be live, send yourself a test. It shows that messages get through.',
        isByTest: true,
      };
  }
}

/** It is live, and what it sends with now has not been tried. */
export function isUntested({ settings, lastTest }: Pick<ChannelState, 'settings' | 'lastTest'>): boolean {
  return settings.mode === 'live' && lastTest?.state !== 'passed';
}

/** The inputs at which the way to live mode goes on. */
export const TEST_PLACE = 'channel-test';
export const LIVE_CHOICE = 'channel-live';

export function goTo(id: typeof TEST_PLACE | typeof LIVE_CHOICE): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
}
