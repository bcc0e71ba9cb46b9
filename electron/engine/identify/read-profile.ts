import type { KnownContact } from '#shared/contract/known-contact.ts';
import type { ContactChange, SlotReading } from '#shared/contract/receipt.ts';
import { PROFILE_SLOTS, type ProfileSlot, type WebhookConfig } from '#shared/contract/webhook.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import { changeByPolicy } from './change-by-policy.ts';
import { readText } from './read-text.ts';

/** As long as a name typed by hand may be. */
const MAX_NAME_LENGTH = 1000;

export type Profile = Record<ProfileSlot, SlotReading>;

/** What the three name paths give. */
export function readProfile(readPath: PathReader, { profile }: WebhookConfig): Profile {
  return {
    firstName: readName(profile.firstName, readPath),
    lastName: readName(profile.lastName, readPath),
    name: readName(profile.name, readPath),
  };
}

function readName(path: string | null, readPath: PathReader): SlotReading {
  const reading = readText(path, readPath);
  if (reading.value === null || reading.value.length <= MAX_NAME_LENGTH) return reading;
  return { ...reading, verdict: 'invalid', value: null, sentence: `Longer than ${MAX_NAME_LENGTH} characters.` };
}

/** ID9 for the profile: a value that the request does not have changes nothing. `contact` is null for one that is about to be made. */
export function profileChanges(
  profile: Profile,
  contact: KnownContact | null,
  policy: WebhookConfig['onMatch'],
): { profile: Partial<Record<ProfileSlot, string>>; changes: ContactChange[] } {
  const changes: ContactChange[] = [];
  const set: Partial<Record<ProfileSlot, string>> = {};
  for (const slot of PROFILE_SLOTS) {
    const { value } = profile[slot];
    if (value === null) continue;
    const change = changeByPolicy(slot, contact?.profile[slot] ?? null, value, policy, contact === null);
    changes.push(change);
    if (change.verdict === 'set') set[slot] = value;
  }
  return { profile: set, changes };
}
