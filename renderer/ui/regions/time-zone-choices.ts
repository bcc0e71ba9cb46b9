/** Every IANA time zone that this computer knows, for a Select; `current` is among them even under an old name. */
export function timeZoneChoices(current: string): { value: string; label: string }[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), current]);
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
