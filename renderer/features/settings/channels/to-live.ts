import { type ChannelSettings, type ChannelState, hasSameAccount } from '#shared/contract/channel.ts';
import { missingFor } from './channel-draft.ts';

/** What is to be done about a channel that is live or is to be, in a sentence; a test is the way there, unless something is missing. */
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
      return { sentence: 'It can be live once the test has passed.', isByTest: true };
    case 'failed':
      return { sentence: 'The last test did not go through. It can be live once one has.', isByTest: true };
    default:
      return {
        sentence: 'Before it can be live, send yourself a test. It shows that the account works.',
        isByTest: true,
      };
  }
}

/** A channel that is live, and sends with something that no test has gone through with: what to do about it. Null where one has. */
export function untested({ settings, lastTest }: ChannelState, draft: ChannelSettings): BeforeLive | null {
  if (settings.mode !== 'live' || draft.mode !== 'live') return null;
  if (!hasSameAccount(settings, draft)) {
    return {
      sentence: 'It stays live with the account above. Once that is saved, send yourself a test.',
      isByTest: true,
    };
  }
  if (lastTest?.state === 'passed') return null;
  return { sentence: 'No test has gone through with what it sends with now.', isByTest: true };
}

/** The inputs at which the way to live mode goes on. */
export const TEST_PLACE = 'channel-test';
export const LIVE_CHOICE = 'channel-live';

export function goTo(id: typeof TEST_PLACE | typeof LIVE_CHOICE): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
}
