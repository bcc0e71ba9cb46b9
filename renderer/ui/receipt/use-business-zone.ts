import { useSettings } from '#renderer/door/queries.ts';

/** The zone in which times are shown: the business's, or this computer's until the settings are there. */
export function useBusinessZone(): string {
  return useSettings().data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
